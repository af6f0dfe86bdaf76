import type { RoomId } from "#matrix/ids.ts";

/** What two rooms say of each other, and what is known of the series that the first of them belongs to. */
export type UpgradeFacts = {
  /** The rooms of the series so far, the one with the tombstone last. */
  readonly series: readonly [RoomId, ...RoomId[]];
  /** The room that the tombstone of the last one names. */
  readonly successor: RoomId;
  /** The room that the successor names as the one before it; undefined: none; "unreadable": its state cannot be read. */
  readonly predecessorOfSuccessor: RoomId | undefined | "unreadable";
};

/** Why a tombstone is not followed. */
export type UpgradeObjection = "to-itself" | "leads-back" | "unreadable" | "one-sided" | "contradicted" | "too-many";

/** More rooms in one series are no upgrades any more. */
export const seriesLimit = 50;

/**
 * Does the successor count as listed? A tombstone alone can point anywhere, so only a link that both rooms make is believed, and none
 * that leads in a circle (spec: "Room upgrades"; MSC3946). undefined: it does.
 */
export function upgradeObjection({
  series,
  successor,
  predecessorOfSuccessor,
}: UpgradeFacts): UpgradeObjection | undefined {
  const last = series.at(-1);
  if (successor === last) return "to-itself";
  if (series.includes(successor)) return "leads-back";
  if (series.length >= seriesLimit) return "too-many";
  if (predecessorOfSuccessor === "unreadable") return "unreadable";
  if (predecessorOfSuccessor === undefined) return "one-sided";
  return predecessorOfSuccessor === last ? undefined : "contradicted";
}
