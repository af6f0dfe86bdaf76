import type { PageFrame } from "./models.ts";
import { wordsFor } from "./strings/words.ts";

/** What a report is about. */
export type Reported = {
  /** Absolute address of the page or the message. */
  readonly address: string;
  /** Matrix id of a message's event. */
  readonly event?: string | undefined;
};

/**
 * Where to report something (publication.md §6): the contact, as a mail that is begun, or as a page that is told the address, and of
 * a message its event, as `address` and `event`.
 */
export function reportHrefFor(
  { contactHref, language }: Pick<PageFrame, "contactHref" | "language">,
  { address, event }: Reported,
): string {
  const { fill } = wordsFor(language);
  if (!contactHref.startsWith("mailto:")) return withQuery(contactHref, { address, ...(event && { event }) });
  const lines = [
    fill("reportAddress", { address }),
    ...(event === undefined ? [] : [fill("reportEvent", { event })]),
    "",
    fill("reportQuestion", {}),
    "",
  ];
  const fields = { subject: fill("reportSubject", { address }), body: lines.join("\r\n") };
  // RFC 6068: blanks as %20, never as a plus sign.
  const query = Object.entries(fields).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${contactHref}${contactHref.includes("?") ? "&" : "?"}${query.join("&")}`;
}

function withQuery(contactHref: string, values: Readonly<Record<string, string>>): string {
  const contact = new URL(contactHref);
  for (const [name, value] of Object.entries(values)) contact.searchParams.append(name, value);
  return contact.href;
}
