/** How many events of a room may be missing at once before somebody is asked; `share` is a part of one. */
export type Brake = { readonly share: number; readonly events: number };

/**
 * Are so many of a room's events missing that a server at fault is likelier than people's will? More than the larger of the two:
 * a small room may lose all it has, a large one its share.
 */
export function exceedsBrake(missing: number, known: number, { share, events }: Brake): boolean {
  return missing > Math.max(share * known, events);
}
