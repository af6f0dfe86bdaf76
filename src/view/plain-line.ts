import { withoutTowers } from "#lib/without-towers.ts";
import { maskText } from "#message/mask-text.ts";

/**
 * A stranger's words as one line of plain text: masked, no control characters, nothing that reorders the text around it,
 * white space folded, at most `limit` graphemes with an ellipsis as the last.
 */
export function plainLine(text: string, limit: number): string {
  const start = text.slice(0, limit * 16);
  const isSimple = /^[\x20-\x7E]*$/.test(start);
  // Masked last: what cannot be seen must not take an address apart.
  const line = maskText(foldSpace(isSimple ? start : withoutControls(start.toWellFormed())));
  if (line.length <= limit) return line;
  const signs = isSimple ? line : Array.from(graphemes.segment(line), ({ segment }) => segment);
  if (signs.length <= limit) return line;
  const kept = typeof signs === "string" ? signs.slice(0, limit - 1) : signs.slice(0, limit - 1).join("");
  return `${atWordEnd(kept)}…`;
}

/** Controls, direction overrides and isolates, invisible separators; joiners and variation selectors belong to emoji. */
const disruptive =
  /[\p{Cc}\u{AD}\u{61C}\u{180E}\u{200B}\u{200E}\u{200F}\u{2028}-\u{202E}\u{2060}-\u{206F}\u{FEFF}\u{FFF9}-\u{FFFB}]/gu;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

export function withoutControls(text: string): string {
  return withoutTowers(text.replaceAll(disruptive, (character) => (/\s/u.test(character) ? " " : "")));
}

function foldSpace(text: string): string {
  return text.replaceAll(/\s+/gu, " ").trim();
}

/** Cuts back to the last space when one is near, so that no word is torn without need. */
function atWordEnd(text: string): string {
  const space = text.lastIndexOf(" ");
  return space > text.length * 0.7 ? text.slice(0, space) : text.trimEnd();
}

const rightToLeft = /[\u{590}-\u{8FF}\u{FB1D}-\u{FDFF}\u{FE70}-\u{FEFC}\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/** A stranger's words inside a sentence of ours: words that run the other way turn nothing around them (UAX #9, isolates). */
export function isolated(text: string): string {
  return rightToLeft.test(text) ? `\u{2068}${text}\u{2069}` : text;
}
