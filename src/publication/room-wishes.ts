import { isJsonObject, type JsonObject, type JsonValue } from "#lib/json.ts";
import type { RoomEvent } from "#matrix/room-event.ts";

/** What the state of a room asks of archives and search engines. */
export type RoomWishes = {
  /** The room refuses to be archived: final, whatever the configuration says. */
  readonly refusesArchives: boolean;
  /** The room may be archived, but asks that search engines do not list it. */
  readonly refusesIndexing: boolean;
};

const controlTypes = ["m.room.archive_controls", "org.matrix.msc4021.room.archive_controls"];
const robotsTypes = ["m.room.robots", "org.matrix.msc2291.room.robots"];

/** Parameters of MSC2291 without which there is no archive: it stores messages and shows them. */
const neededToArchive = ["allow", "messages", "log"];
/** Parameters that speak to those who list and link pages. */
const neededToIndex = ["follow", "index"];
/** Rules for the `robots` of a page (MSC4021) that ask for nothing but what is done anyway. */
const harmlessRules: ReadonlySet<JsonValue> = new Set(["all", "index", "follow"]);

/**
 * Reads MSC4021's archive controls and MSC2291's robots, under stable and unstable names. One event that says no is enough,
 * whatever another one says; a value that is malformed or of a later version counts as no. Silence leaves it to the
 * configuration.
 */
export function roomWishes(state: readonly RoomEvent[], siteUrl: string): RoomWishes {
  const contentsOf = (types: readonly string[]) =>
    state.filter(({ type }) => types.includes(type)).map(({ content }) => content);
  const controls = contentsOf(controlTypes);
  const robots = contentsOf(robotsTypes);
  const lookedUp = crawlerNames(siteUrl).flatMap((name) => [...parentsOf(name)]);
  const forbids = (parameters: readonly string[]) =>
    robots.some((rules) => parameters.some((parameter) => !isAllowed(rules, parameter, [...lookedUp, "*"])));
  return {
    refusesArchives: controls.some(({ archive = true }) => archive !== true) || forbids(neededToArchive),
    refusesIndexing: controls.some(({ robots: rules = [] }) => !isHarmless(rules)) || forbids(neededToIndex),
  };
}

/** The names of this crawler, most specific first (MSC2291): this archive's, `org.example.chat.daybook`, and the program's. */
function crawlerNames(siteUrl: string): readonly string[] {
  const host = new URL(siteUrl).hostname.split(".").toReversed().join(".");
  return [`${host}.daybook`, "daybook"];
}

/** `a.b.c` → `a.b.c`, `a.b`, `a`. */
function* parentsOf(name: string): Generator<string> {
  for (let rest = name; rest !== ""; rest = rest.slice(0, Math.max(0, rest.lastIndexOf(".")))) yield rest;
}

/** The first name with a value for the parameter decides; a rule that cannot be read says no to everything. */
function isAllowed(rules: JsonObject, parameter: string, names: readonly string[]): boolean {
  for (const name of names) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) continue;
    if (!isJsonObject(rule)) return false;
    if (Object.hasOwn(rule, parameter)) return rule[parameter] === true;
  }
  return true;
}

function isHarmless(rules: JsonValue): boolean {
  return Array.isArray(rules) && rules.every((rule: JsonValue) => harmlessRules.has(rule));
}
