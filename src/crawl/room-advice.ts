import type { Reason } from "#publication/verdict.ts";

/** For an account that sees more of a room than the public does. */
export const readerAdvice =
  "The reading account is or was a member of this room, so it sees more than the public does. Use an account that never joined it.";

/** What stands in a room's way and what an operator can do about it, for the reasons that withhold a whole room. */
export const roomAdvice: Readonly<Partial<Record<Reason, string>>> = {
  "closed-now":
    "Its history is not readable by anyone (history visibility is not world_readable). Only the room's own people can change that, in its settings under security and privacy.",
  encrypted: "It is encrypted, and encrypted rooms are never archived.",
  "not-a-chat": "It is a space or another room that holds no conversation.",
  "reader-is-member": readerAdvice,
  "refused-by-room": "The room says no to archives by its own state, or has banned the reading account.",
  "bridge-without-consent":
    'It is bridged to another network. Record who agreed there, when and where under the room\'s key "bridges".',
  unknown: "Not everything that decides over publishing it could be learnt, so nothing is published.",
};
