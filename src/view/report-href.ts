import type { PageFrame } from "./models.ts";
import { wordsFor } from "./strings/words.ts";

/** Where to report a page: the contact, with the page's address already filled in where a mail program opens. */
export function reportHrefFor(frame: Pick<PageFrame, "contactHref" | "canonicalHref" | "language">): string {
  const { contactHref, canonicalHref, language } = frame;
  if (!contactHref.startsWith("mailto:")) return contactHref;
  const subject = wordsFor(language).fill("reportSubject", { address: canonicalHref });
  return `${contactHref}${contactHref.includes("?") ? "&" : "?"}subject=${encodeURIComponent(subject)}`;
}
