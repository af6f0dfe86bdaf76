/** What an operator asks to remove or to let in again, as typed. */
export type RemoveWish = {
  readonly events: readonly string[];
  readonly users: readonly string[];
  /** `SLUG/YYYY-MM-DD`. */
  readonly days: readonly string[];
  /** Slugs or ids. */
  readonly rooms: readonly string[];
  readonly networks: readonly string[];
  /** `mxc://…`. */
  readonly media: readonly string[];
};

/** A wish that cannot be fulfilled. The message names everything that is wrong and what to write instead; nothing was recorded. */
export class RemoveWishError extends Error {
  override readonly name = "RemoveWishError";
}
