import { LinkifyIt } from "linkify-it";

export type FoundLink = { readonly start: number; readonly end: number; readonly href: string };

const lengthLimit = 2000;

/**
 * Addresses with a scheme only: bare names of files (`main.rs`, `README.md`) look like domains, and bare mail addresses are
 * left to readers. A `www.` in front stands for a scheme.
 */
const linkify = new LinkifyIt({ fuzzyLink: false, fuzzyEmail: false, maxLength: lengthLimit })
  .add("//", null)
  .add("magnet:", { validate: (text, start) => magnetLength(text.slice(start, start + lengthLimit)) })
  .add("matrix:", { validate: (text, start) => matrixLength(text.slice(start, start + lengthLimit)) })
  .add("www.", {
    validate: (text, start, self) => wwwLength(text.slice(start, start + lengthLimit), self),
    normalize: (match) => {
      match.url = `https://${match.text}`;
    },
  });

/** Links in running text: a closing dot stays outside, balanced brackets inside. In order, without overlap. */
export function findLinks(text: string): readonly FoundLink[] {
  if (!/[a-z]:|www\./i.test(text)) return [];
  const matches = linkify.match(text) ?? [];
  return matches.map((match) => ({ start: match.index, end: match.lastIndex, href: match.url }));
}

function magnetLength(tail: string): number {
  return /^\?xt[\w.]*=[\w.~:/?@!$&'*+,;=%-]*[\w/=-]/.exec(tail)?.[0].length ?? 0;
}

/** Of the kinds of address that `matrix:` has (spec: appendices, "URIs"), without the sign that ends a sentence. */
function matrixLength(tail: string): number {
  return /^(?:u|user|r|room|roomid)\/[^\s"'<>()[\]]*[^\s"'<>()[\].,;:!?]/.exec(tail)?.[0].length ?? 0;
}

/** As long as the same text would be behind `http://`. */
function wwwLength(tail: string, self: LinkifyIt): number {
  return Math.max(self.testSchemaAt(`//www.${tail}`, "http:", 0) - "//www.".length, 0);
}
