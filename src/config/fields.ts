import { z } from "zod";
import { parseCalendarDay } from "#lib/calendar-day.ts";
import {
  parseContact,
  parseLanguage,
  parseRoomReference,
  parseServerName,
  parseWebAddress,
  roomReferenceInLink,
} from "./addresses.ts";
import { parseDuration, parseSize } from "./quantities.ts";

/**
 * A text that `parse` turns into a value. `instead` says what to write; what was found is added from the file. The
 * `pattern` is for editors and no stricter than `parse`.
 */
export function field<Value>(instead: string, parse: (text: string) => Value | undefined, pattern?: RegExp) {
  return refusableField(instead, (text, refuse) => parse(text) ?? refuse(instead), pattern);
}

/** A field that can name several reasons: `refuse` takes what to write instead. */
export function refusableField<Value>(
  instead: string,
  parse: (text: string, refuse: (instead: string) => never) => Value,
  pattern?: RegExp,
) {
  const text = z.string({ error: instead });
  return (pattern === undefined ? text : text.regex(pattern, { error: instead })).transform((value, context) =>
    parse(value, (message) => {
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    }),
  );
}

export function list<Item extends z.ZodType>(item: Item, example: string) {
  return z.array(item, { error: `a list, such as ${example}` }).default([]);
}

export function mapping<Shape extends z.core.$ZodLooseShape>(shape: Shape, instead: string) {
  return z.strictObject(shape, { error: instead });
}

export function choice<const Options extends readonly [string, ...string[]]>(...options: Options) {
  return z.enum(options, { error: `${options.slice(0, -1).join(", ")} or ${options.at(-1)}` });
}

export function wholeNumber(least: number, most: number) {
  const error = `a whole number from ${least.toLocaleString("en")} to ${most.toLocaleString("en")}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
}

export const names = () => choice("display", "pseudonym");

export const yesOrNo = () => z.boolean({ error: "true or false" });

/** One line of text that shows something: neither empty nor with control characters. */
export const lineOfText = (example: string) =>
  field(`one line of text, such as ${JSON.stringify(example)}`, (text) => {
    const line = text.trim();
    return line === "" || line.length > 1000 || /\p{Control}/u.test(line) || !line.isWellFormed() ? undefined : line;
  });

export const path = (example: string) =>
  field(`a path, such as ${example}`, (text) => (text.trim() === "" || text.includes("\0") ? undefined : text));

export const day = () => field("a date, such as 2024-02-29", parseCalendarDay, /^\d{4}-\d{2}-\d{2}$/);

export const duration = () =>
  field("a duration: a number with s, m, h or d, such as 90m, 24h or 30d", parseDuration, /^\d+[smhd]$/);

export const size = () =>
  field("a size: a number with kB, MB, GB or TB, such as 200kB or 20MB", parseSize, /^[\d.]+ ?[kKMGT]?B$/);

export const language = () => field("a language tag, such as en, de or pt-BR", parseLanguage);

export const contact = () =>
  field(
    "an address that people can write to, such as mailto:archive@example.org or https://example.org/contact",
    parseContact,
  );

export const webAddress = (example: string) =>
  field(`an https: address, such as ${example} (http: for this machine only)`, (text) => parseWebAddress(text)?.href);

export const serverName = () => field("a server name, such as example.org", parseServerName);

export const roomReference = (example: string) =>
  refusableField(`a whole alias in quotes, such as "${example}", or a room id`, (text, refuse) => {
    const linked = roomReferenceInLink(text);
    if (linked !== undefined) return refuse(`the room itself: ${JSON.stringify(linked)}`);
    return parseRoomReference(text) ?? refuse(`a whole alias in quotes, such as "${example}", or a room id`);
  });
