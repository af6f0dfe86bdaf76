import type { Reason } from "#publication/verdict.ts";

/** Why something is withheld, for people who run an archive. */
export const reasonWords: Readonly<Record<Reason, string>> = {
  "not-listed": "the configuration does not list it",
  "closed-now": "the room's history is not world-readable now",
  encrypted: "the room is encrypted",
  "not-a-chat": "it is a space or another room without conversation",
  "reader-is-member": "the reading account is or was a member: use an account that never joined",
  "refused-by-room": "the room asks not to be archived, or bans the reading account",
  "bridge-without-consent": "it is bridged to a network whose consent is not recorded",
  "network-never-published": "it is bridged to a network that is never published",
  "not-public-when-sent": "not public when sent",
  redacted: "redacted",
  gone: "emptied by the server",
  removed: "removed by the operator",
  "opted-out": "the sender opted out",
  "policy-list": "the sender is on a policy list",
  "too-young": "still within the delay",
  "private-by-nature": "of a private kind",
  hidden: "hidden by a moderator",
  "off-record": "off the record",
  unknown: "the server could not be asked, or its answer could not be read",
};
