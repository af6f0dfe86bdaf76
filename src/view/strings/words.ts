import type { Strings } from "./en.ts";
import { stringsFor } from "./strings-for.ts";

type Countable<Key = keyof Strings> = Key extends `${infer Noun}Other` ? Noun : never;

/** The interface's words in one language, with numbers written as that language writes them. */
export type Words = {
  readonly text: Strings;
  /** `count("messages", 1)` → "1 message". */
  readonly count: (noun: Countable, count: number) => string;
  /** `number(1234)` → "1,234". */
  readonly number: (number: number) => string;
  /** `sizeOf(1234567)` → "1.2 MB". */
  readonly sizeOf: (sizeBytes: number) => string;
  /** Fills each `{name}` of a phrase; a name without a value stays as it is. */
  readonly fill: (key: keyof Strings, values: Readonly<Record<string, string>>) => string;
};

const known = new Map<string, Words>();

/** Kept for each language tag, because formatters are dear to make and every message asks for some. */
export function wordsFor(language: string): Words {
  const kept = known.get(language);
  if (kept !== undefined) return kept;
  const words = makeWords(language);
  known.set(language, words);
  return words;
}

function makeWords(language: string): Words {
  const text = stringsFor(language);
  const numbers = new Intl.NumberFormat(language);
  const plurals = new Intl.PluralRules(language);
  const pieces = new Map<keyof Strings, readonly string[]>();
  const piecesOf = (key: keyof Strings) => {
    const kept = pieces.get(key) ?? text[key].split(/\{(\w+)\}/);
    pieces.set(key, kept);
    return kept;
  };
  // Every second piece is the name of what goes there.
  const fill: Words["fill"] = (key, values) =>
    piecesOf(key)
      .map((piece, index) => (index % 2 === 0 ? piece : (values[piece] ?? `{${piece}}`)))
      .join("");
  const count: Words["count"] = (noun, number) =>
    fill(plurals.select(number) === "one" ? `${noun}One` : `${noun}Other`, {
      count: numbers.format(number),
    });
  return { text, count, number: (number) => numbers.format(number), sizeOf: sizeWriter(language), fill };
}

/** Steps of a thousand, as file managers and hosts count them. */
const sizeUnits = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

function sizeWriter(language: string): Words["sizeOf"] {
  const formats = sizeUnits.map(
    (unit) =>
      new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short", maximumSignificantDigits: 2 }),
  );
  return (sizeBytes) => {
    const step = Math.min(Math.max(0, Math.floor(Math.log10(sizeBytes) / 3)), sizeUnits.length - 1);
    return formats[step]?.format(sizeBytes / 1000 ** step) ?? "";
  };
}
