/** One line of a report. The mark is drawn and coloured; the text is made fit for terminals. */
export type ReportLine = { readonly mark: Mark; readonly text: string };
export type Mark = "good" | "refused" | "warn" | "bad" | "plain" | "title";

/** A line that tells more of the one above it. */
export function detail(mark: Mark, text: string): ReportLine {
  return { mark, text: `      ${text}` };
}
