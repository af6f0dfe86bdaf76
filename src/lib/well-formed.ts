/** Text without NUL and lone surrogates, which neither SQLite, HTML nor XML can carry. */
export function toWellFormedText(text: string): string {
  return text.replaceAll("\0", "\u{FFFD}").toWellFormed();
}
