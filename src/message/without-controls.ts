/** Text less the control characters that nobody sees and that feeds (XML 1.0) may not carry. Tab and newline stay. */
export function withoutControls(text: string): string {
  return text.replaceAll(/[^\P{Cc}\t\n]+|[\uFFFE\uFFFF]+/gu, "");
}
