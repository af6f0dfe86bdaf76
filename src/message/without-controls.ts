import { withoutTowers } from "#lib/without-towers.ts";

/**
 * Text less the control characters that nobody sees and that feeds (XML 1.0) may not carry, and less towers of marks. Tab and newline
 * stay.
 */
export function withoutControls(text: string): string {
  // Nearly all text is so, and every piece of every message comes by here.
  if (/^[\t\n\x20-\x7E]*$/.test(text)) return text;
  return withoutTowers(text.replaceAll(/[^\P{Cc}\t\n]+|[\uFFFE\uFFFF]+/gu, ""));
}
