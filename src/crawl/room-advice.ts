import { assertNever } from "#lib/assert-never.ts";
import type { BridgeObjection } from "#publication/judge-bridges.ts";
import type { CrawlRoomReport } from "./crawl-report.ts";
import type { GhostShare } from "./ghost-share.ts";
import type { Reason } from "#publication/verdict.ts";

/** For an account that sees more of a room than the public does. */
export const readerAdvice =
  "The reading account is or was a member of this room, so it sees more than the public does. Use an account that never joined it.";

/** What stands in a room's way and what an operator can do about it, for the reasons that withhold a whole room. */
const roomAdvice: Readonly<Partial<Record<Reason, string>>> = {
  "closed-now":
    "Its history is not readable by anyone (history visibility is not world_readable). Only the room's own people can change that, in its settings under security and privacy.",
  encrypted: "It is encrypted, and encrypted rooms are never archived.",
  "not-a-chat": "It is a space or another room that holds no conversation.",
  "reader-is-member": readerAdvice,
  "refused-by-room": "The room says no to archives by its own state, or has banned the reading account.",
  "network-never-published": "It is bridged to a network whose people's words are never published.",
  "bridge-without-consent":
    'It is bridged to another network. Record who agreed there, when and where under the room\'s key "bridges".',
  removed:
    "You removed it with `daybook remove --room`; `--undo` lifts that. To keep it out for good, take it off `rooms` too.",
  unknown: "Not everything that decides over publishing it could be learnt, so nothing is published.",
};

/** The advice for a reason, with what each bridge lacks where that is the reason. */
export function adviceFor(reason: Reason, objections: readonly BridgeObjection[]): string | undefined {
  const own = objections.filter((objection) => objection.reason === reason);
  return own.length === 0 ? roomAdvice[reason] : own.map(bridgeAdvice).join(" ");
}

/** For a room in which too many people have ids as bridges give them. */
export function ghostRoomAdvice({ withheld, people }: GhostShare): string {
  const count = withheld.reduce((sum, one) => sum + one.people, 0);
  const lacking = withheld.map(bridgeAdvice).join(" ");
  return `${count} of the ${people} people who speak in it have ids as bridges give them, more than a tenth, and no consent covers them. So it stays closed, and is read on. If they are what their ids say: ${lacking} If they only chose such names, list their ids under "publication.optOut", and they do not count.`;
}

/** An alarm: some people's ids name a network that has not consented, and they are left out. */
export function ghostAlarm({ network, people, ofAll }: NonNullable<CrawlRoomReport["ghosts"]>[number]): string {
  return `${people} of the ${ofAll} people who speak in it have ids as bridges to ${network} give them. Nothing of them is stored or shown. If the room is bridged, its state does not tell: ask its people. If somebody only chose such a name, it is theirs alone that is left out.`;
}

/** What is wrong with one network, and what the operator can do about it. */
function bridgeAdvice({ network, lacks, channel }: BridgeObjection): string {
  const named = channel === undefined ? "" : ` and channel: ${JSON.stringify(channel)}`;
  switch (lacks) {
    case "everything":
      return `It is bridged to ${network}, a network of private persons or for children or patients. What is said there is never published, whoever agrees.`;
    case "entry":
      return `It is bridged to ${network}. Record who agreed there, when and where under the room's key "bridges", with network: ${JSON.stringify(network)}${named}.`;
    case "channel":
      return `It is bridged to another channel of ${network} than the one that agreed: ${channel}. Record who agreed there under the room's key "bridges", in an entry of its own with${named.slice(" and".length)}.`;
    case "topic":
      return `It is bridged to ${network}, which wants no silent logging. Beside the recorded consent the room's topic must say that it is logged: "publicly logged", and where.`;
    case "pseudonyms":
      return `It is bridged to ${network}, whose people are shown under other names only. Set "names" to "pseudonym", in the entry for them alone or in the room for everyone.`;
    default:
      return assertNever(lacks);
  }
}
