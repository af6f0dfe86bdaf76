/**
 * Text less the marks that pile up on one letter: towers of them cover the lines around and make a page wider than its screen. No script
 * needs more than four.
 */
export function withoutTowers(text: string): string {
  return text.replaceAll(/(\p{M}{4})\p{M}+/gu, "$1");
}
