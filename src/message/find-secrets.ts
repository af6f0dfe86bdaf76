import { findAddresses } from "./find-addresses.ts";
import { tokenShapes } from "./token-shapes.ts";

/** A stretch of a text, in UTF-16 code units. */
export type Stretch = { readonly start: number; readonly end: number };

/**
 * What nobody meant to publish (publication.md §5): e-mail addresses, telephone numbers with a `+`, private keys, credentials
 * of a known form, the words before the `@` of an address with a password, and user ids that carry a number or an address.
 * In order, without overlap. The time it takes grows with the text and no faster.
 */
export function findSecrets(text: string): readonly Stretch[] {
  const found = [
    ...findKeys(text),
    ...findTokens(text),
    ...findNumbers(text),
    ...findAddresses(text),
    ...findCutOff(text),
  ];
  return found.length < 2 ? found : joined(found.toSorted((one, other) => one.start - other.start));
}

function joined(sorted: readonly Stretch[]): readonly Stretch[] {
  const apart: Stretch[] = [];
  for (const one of sorted) {
    const last = apart.at(-1);
    if (last === undefined || one.start >= last.end) apart.push(one);
    else if (one.end > last.end) apart[apart.length - 1] = { start: last.start, end: one.end };
  }
  return apart;
}

const keyStart = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const keyEnd = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;

/** A key whose end is missing goes on to the end of the text. */
function findKeys(text: string): readonly Stretch[] {
  if (!text.includes("-----BEGIN ")) return [];
  const found: Stretch[] = [];
  keyStart.lastIndex = 0;
  for (let begin = keyStart.exec(text); begin !== null; begin = keyStart.exec(text)) {
    keyEnd.lastIndex = keyStart.lastIndex;
    const end = keyEnd.exec(text) === null ? text.length : keyEnd.lastIndex;
    found.push({ start: begin.index, end });
    keyStart.lastIndex = end;
  }
  return found;
}

const tokens = new RegExp(
  `(?<![A-Za-z0-9_])(?:${tokenShapes.map(({ prefix, rest }) => `${prefix.source}${rest.source}`).join("|")})`,
  "g",
);

/** No token is shorter, with what it begins with. */
const shortestToken = 15;

/** Only long words are looked at closely: to ask at every sign whether one of so many things begins there would be dear. */
function findTokens(text: string): readonly Stretch[] {
  return longWordsOf(text).flatMap((word) =>
    matchesOf(tokens, text.slice(word.start, word.end)).map(({ start, end }) => ({
      start: word.start + start,
      end: word.start + end,
    })),
  );
}

/** Sign by sign, which costs a tenth of what a pattern does: every text of every message comes by here. */
function longWordsOf(text: string): readonly Stretch[] {
  const found: Stretch[] = [];
  let start = 0;
  for (let end = 0; end <= text.length; end += 1) {
    if (end < text.length && !endsWord(text.charCodeAt(end))) continue;
    if (end - start >= shortestToken) found.push({ start, end });
    start = end + 1;
  }
  return found;
}

/** White space of any kind, and the signs `"'`<>`. */
function endsWord(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  if (code < 0xa0) return code === 0x22 || code === 0x27 || code === 0x60 || code === 0x3c || code === 0x3e;
  return code === 0xa0 || (code >= 0x1680 && /\s/.test(String.fromCharCode(code)));
}

/** Up to eight groups of digits; between them stand one to three signs, and nothing that adds or lists. */
const numbers = /(?<![\p{L}\p{N}+])\+[1-9]\d{0,14}(?:[ \u{A0}\u{202F}()./‐‑–-]{1,3}\d{1,14}){0,7}(?![ .-]?\d)/gu;

/** International telephone numbers have 9 to 15 digits (E.164; shorter ones are as good as unused). */
function findNumbers(text: string): readonly Stretch[] {
  if (!text.includes("+")) return [];
  return matchesOf(numbers, text).filter(({ start, end }) => {
    const digits = text.slice(start, end).replaceAll(/\D/g, "");
    // Countries 1 and 7 have numbers of one length, which leaves votes before a date and changed timestamps alone.
    return /^[17]/.test(digits) ? digits.length === 11 : digits.length >= 9 && digits.length <= 15;
  });
}

const cutToken = new RegExp(
  `(?<![A-Za-z0-9_])(?:${tokenShapes.map(({ prefix }) => prefix.source).join("|")})[^\\s"'\`<>]{6,}$`,
);
const cutNumber = /(?<![\p{L}\p{N}+])\+[1-9][\d ().-]{4,20}$/u;

/** What cuts texts leaves lines no longer than this. */
const lineLimit = 2100;

/** At the end of a text that was cut off: what begins like any of these. Half an address is half told. */
function findCutOff(text: string): readonly Stretch[] {
  if (!text.endsWith("…")) return [];
  const end = text.length - 1;
  const line = text.slice(Math.max(0, end - lineLimit), end);
  const wordStart = Math.max(line.lastIndexOf(" "), line.lastIndexOf("\n")) + 1;
  const word = line.slice(wordStart);
  const start = word.lastIndexOf("@") > 0 ? wordStart : (cutToken.exec(line)?.index ?? cutNumber.exec(line)?.index);
  return start === undefined ? [] : [{ start: end - line.length + start, end }];
}

function matchesOf(pattern: RegExp, text: string): readonly Stretch[] {
  pattern.lastIndex = 0;
  if (!pattern.test(text)) return [];
  pattern.lastIndex = 0;
  return Array.from(text.matchAll(pattern), ({ index, 0: match }) => ({ start: index, end: index + match.length }));
}
