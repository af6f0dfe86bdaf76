import type { UserId } from "#matrix/ids.ts";
import { isRevealingId } from "#message/find-addresses.ts";
import { hiddenMark } from "#message/mask-text.ts";
import { aliasIn } from "#message/pseudonym-id.ts";
import { networkOfGhost } from "#publication/network-of-ghost.ts";
import type { TimelineSender } from "#timeline/timeline.ts";
import type { SenderView } from "./models.ts";
import { plainLine, withoutControls } from "./plain-line.ts";

/** Longest display name taken as a name, in graphemes; what is longer is no name but an attack on the page. */
const nameLimit = 100;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Colours of the palette (src/styles). */
const hueCount = 12;

/** The head of a sender's messages; the full id tells apart two people of one name, unless it tells more than that. */
export function senderViewFor(sender: TimelineSender): SenderView {
  const name = shownName(sender.displayName, sender.userId);
  const view = { name, userId: fitUserId(sender.userId), initial: initialOf(name), hue: hueOf(sender.userId) };
  return sender.network === undefined ? view : { ...view, network: sender.network };
}

/** An id as it may be shown; undefined: it tells an address, or stands for a name that is hidden. */
export function fitUserId(userId: UserId): string | undefined {
  const isUnfit =
    isRevealingId(userId) || aliasIn(userId) !== undefined || networkOfGhost(userId)?.idsAreAddresses === true;
  return isUnfit ? undefined : withoutControls(userId);
}

/** The display name made fit to be shown; the id where there is none, or none that can be seen; never a number in an id. */
export function shownName(displayName: string | undefined, userId: UserId): string {
  const alias = aliasIn(userId);
  if (alias !== undefined) return alias;
  const isHuge = displayName !== undefined && displayName.length > nameLimit * 16;
  const name = displayName === undefined || isHuge ? "" : plainLine(displayName, nameLimit * 16);
  if (isVisible(name) && isShort(name)) return name;
  const network = networkOfGhost(userId);
  if (network?.idsAreAddresses === true) return network.label;
  return isRevealingId(userId) ? hiddenMark : plainLine(userId, 255);
}

/** Signs are counted only where there could be too many: every message asks. */
function isShort(name: string): boolean {
  return name.length <= nameLimit || Array.from(graphemes.segment(name)).length <= nameLimit;
}

/** Steady for what it stands for, the same in every build: 0 to 11. */
export function hueOf(id: string): number {
  // FNV-1a: spreads well over twelve, and a page asks for it often.
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  return (hash >>> 0) % hueCount;
}

/** First letter or number of a name, in capitals; its first sign where it has neither. */
export function initialOf(name: string): string {
  const letter = /[\p{L}\p{N}]\p{M}*/u.exec(name)?.[0];
  const [first] = letter === undefined ? Array.from(graphemes.segment(name)) : [];
  // Some letters have capitals of two letters.
  return letter === undefined ? (first?.segment ?? "") : (Array.from(letter.toUpperCase())[0] ?? letter);
}

/** False for names of nothing but blanks, fillers and lone marks, which look like no name at all. */
function isVisible(name: string): boolean {
  return /[^\s\p{M}\p{C}\p{Default_Ignorable_Code_Point}\u{2800}]/u.test(name);
}
