import type { CalendarDay } from "#lib/calendar-day.ts";

/** A name by which somebody of a room is or was known, and what stands for it. */
export type KnownName = {
  readonly name: string;
  readonly userId: string;
  /** Day from which it may be said; undefined: always. */
  readonly since: CalendarDay | undefined;
  readonly alias: string;
};

/** Signs around a name are often left out when it is said: they stand apart, in `lead`. */
type FindableName = KnownName & { readonly lead: string };

/** Names by the first word in them, longer ones first. */
export type KnownNames = ReadonlyMap<string, readonly FindableName[]>;

/** Where a name counts as one. */
export type NamePlaces = {
  /** Of the message; undefined: names of all days count. */
  readonly day: CalendarDay | undefined;
  /** People whom the message mentions by id: their names count wherever they stand. */
  readonly mentioned: ReadonlySet<string>;
  /** Who speaks: their own name counts wherever they write it as it is, since people introduce themselves and sign. */
  readonly own: string | undefined;
  /** In names of files and in what describes pictures every known name counts, also between underscores. */
  readonly everywhere: boolean;
  /** What stands for a name that several people have. */
  readonly someone: string;
};

/** Shorter names are letters of other words. */
const lengthLimit = 2;
const lengthLimitEverywhere = 3;

const words = /[\p{L}\p{N}\p{M}]+/gu;

export function indexNames(names: readonly KnownName[]): KnownNames {
  const index = new Map<string, FindableName[]>();
  for (const known of names) {
    const whole = known.name.trim();
    const name = whole.replace(/^[^\p{L}\p{N}]+/u, "");
    const [first] = name.match(words) ?? [];
    if (first === undefined || name.length < lengthLimit) continue;
    const found = { ...known, name, lead: whole.slice(0, whole.length - name.length) };
    const list = index.get(first.toLowerCase());
    if (list === undefined) index.set(first.toLowerCase(), [found]);
    else list.push(found);
  }
  for (const list of index.values()) list.sort((one, other) => other.name.length - one.name.length);
  return index;
}

/**
 * Puts aliases in the place of names: after an `@`, at the start of a line before a colon or a comma, and where `places` says so.
 * A name in the middle of a sentence is left: many are words of the language.
 */
export function withoutNames(text: string, names: KnownNames, places: NamePlaces): string {
  if (names.size === 0) return text;
  const pieces: string[] = [];
  let done = 0;
  for (const { index, 0: word } of text.matchAll(words)) {
    const candidates = index < done ? undefined : names.get(word.toLowerCase());
    const found = candidates && nameAt(text, index, candidates, places);
    if (found === undefined) continue;
    pieces.push(text.slice(done, Math.max(found.start, done)), found.alias);
    done = found.end;
  }
  return done === 0 ? text : pieces.join("") + text.slice(done);
}

type FoundName = { readonly start: number; readonly end: number; readonly alias: string };

/** The longest name that stands there. One that several people have is nobody's, unless the message mentions one of them by id. */
function nameAt(
  text: string,
  at: number,
  candidates: readonly FindableName[],
  places: NamePlaces,
): FoundName | undefined {
  const fitting = candidates.filter((known) => stands(text, at, known, places));
  const [longest] = fitting;
  if (longest === undefined) return undefined;
  const same = fitting.filter(({ name }) => name.length === longest.name.length);
  const meant = same.filter(({ userId }) => places.mentioned.has(userId));
  const [alias = places.someone, ...others] = new Set((meant.length === 0 ? same : meant).map((one) => one.alias));
  const start = startOf(text, at, longest);
  return {
    start: text[start - 1] === "@" ? start - 1 : start,
    end: at + longest.name.length,
    alias: others.length === 0 ? alias : places.someone,
  };
}

function startOf(text: string, at: number, { lead }: FindableName): number {
  return text.slice(Math.max(0, at - lead.length), at) === lead ? at - lead.length : at;
}

function stands(text: string, at: number, known: FindableName, places: NamePlaces): boolean {
  const { name, userId, since } = known;
  const { day, mentioned, own, everywhere } = places;
  if (since !== undefined && day !== undefined && since > day) return false;
  const end = at + name.length;
  if (text.slice(at, end).toLowerCase() !== name.toLowerCase()) return false;
  if (isInside(text, at - 1, everywhere) || isInside(text, end, everywhere)) return false;
  if (everywhere && name.length >= lengthLimitEverywhere) return true;
  if (userId === own && text.slice(at, end) === name && /[\p{Lu}\p{Lo}]/u.test(name)) return true;
  const start = startOf(text, at, known);
  if (mentioned.has(userId) || text[start - 1] === "@") return true;
  return (start === 0 || text[start - 1] === "\n") && /^ ?[:,]/.test(text.slice(end, end + 2));
}

/** True for signs that make a name a part of a longer word. */
function isInside(text: string, at: number, everywhere: boolean): boolean {
  return (everywhere ? /[\p{L}\p{N}\p{M}]/u : /[\p{L}\p{N}\p{M}_]/u).test(text[at] ?? "");
}
