import { withoutTowers } from "#lib/without-towers.ts";

/**
 * Text less the control characters that nobody sees and that feeds (XML 1.0) may not carry, and less towers of marks. Tab and newline
 * stay.
 */
export function withoutControls(text: string): string {
  return withoutTowers(text.replaceAll(/[^\P{Cc}\t\n]+|[\uFFFE\uFFFF]+/gu, ""));
}
