/**
 * Text without the signs that XML 1.0 cannot carry in any form, most control signs among them (section 2.2): one of them
 * makes a whole file unreadable.
 */
export function toXmlText(text: string): string {
  return text.toWellFormed().replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "");
}
