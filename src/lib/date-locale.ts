/** The locale that writes dates of a site's language. Plain "en" would put the month first; this archive writes dates as a diary does. */
export function dateLocaleOf(language: string): string {
  return language.toLowerCase() === "en" ? "en-GB" : language;
}
