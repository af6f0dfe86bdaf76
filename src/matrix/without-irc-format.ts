/** Codes by which IRC clients format text, each one character, and what may follow the two that choose colours. */
const plainCodes = "\u{2}\u{f}\u{11}\u{16}\u{1d}\u{1e}\u{1f}";
const colour = String.raw`${"\u{3}"}(?:\d{1,2}(?:,\d{1,2})?)?`;
const hexColour = String.raw`${"\u{4}"}(?:[\da-f]{6}(?:,[\da-f]{6})?)?`;
const formatCodes = new RegExp(`${colour}|${hexColour}|[${plainCodes}]`, "giu");

/** Text from IRC less its formatting codes: without this the numbers of a colour would stand among the words. */
export function withoutIrcFormat(text: string): string {
  return text.replaceAll(formatCodes, "");
}
