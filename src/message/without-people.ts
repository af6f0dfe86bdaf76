import type { Element, ElementContent } from "hast";
import { toHtml } from "hast-util-to-html";
import { isJsonObject, type JsonObject, type JsonValue } from "#lib/json.ts";
import { mentionsIn, replaceUserIds, type Said } from "#matrix/people-in.ts";
import { parseMatrixTarget } from "./matrix-target.ts";
import { textNode } from "./message-tree.ts";
import { parseHtml } from "./parse-html.ts";

/** Whom the rules keep out, and what stands where others name them. */
export type PeopleLeftOut = {
  readonly isOut: (userId: string) => boolean;
  /** Names by which they are or were called. */
  readonly namesOf: (userId: string) => readonly string[];
  /** "someone", in the language of the site. */
  readonly word: string;
};

/** Shorter names are letters of other words. */
const nameLengthLimit = 2;

/**
 * What others said, without those who are left out: their ids everywhere, links to them, and their names where a message mentions them
 * by id. The same object where it mentions none of them.
 */
export function withoutPeople<Words extends Said>(said: Words, people: PeopleLeftOut): Words {
  const out = mentionsIn(said).filter(people.isOut);
  if (out.length === 0) return said;
  const names = [...new Set(out.flatMap((userId) => [...people.namesOf(userId), localpartOf(userId)]))]
    .map((name) => name.trim())
    .filter((name) => name.length >= nameLengthLimit)
    // "Ann Lee" before "Ann".
    .toSorted((one, other) => other.length - one.length);
  return { ...said, content: cleanObject(said.content, { ...people, names }) };
}

type State = PeopleLeftOut & { readonly names: readonly string[] };

function cleanObject(content: JsonObject, state: State): JsonObject {
  return Object.fromEntries(
    Object.entries(content).map(([key, value]) => {
      // What an event points at and where its files are holds no names.
      if (key === "m.relates_to" || key === "url") return [key, value];
      const isHtml = key === "formatted_body" && typeof value === "string";
      return [key, isHtml ? cleanHtml(value, state) : cleanValue(value, state)];
    }),
  );
}

function cleanValue(value: JsonValue | undefined, state: State): JsonValue | undefined {
  if (typeof value === "string") return cleanText(value, state);
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((one) => cleanValue(one, state) ?? null);
  return isJsonObject(value) ? cleanObject(value, state) : value;
}

/** HTML that asks for a tree beyond all bounds is not shown anyway: the plain body stands in. */
function cleanHtml(html: string, state: State): string {
  const root = parseHtml(html);
  if (root === undefined) return "";
  const children = cleanNodes(root.children as readonly ElementContent[], state);
  return toHtml({ type: "root", children });
}

function cleanNodes(nodes: readonly ElementContent[], state: State): ElementContent[] {
  return nodes.flatMap((node) => {
    if (node.type === "text") return [textNode(cleanText(node.value, state))];
    return node.type === "element" ? [cleanElement(node, state)] : [];
  });
}

function cleanElement(node: Element, state: State): ElementContent {
  const href = node.tagName === "a" ? node.properties["href"] : undefined;
  const target = typeof href === "string" ? parseMatrixTarget(href) : undefined;
  if (target?.kind === "user" && state.isOut(target.userId)) return textNode(state.word);
  const properties = Object.entries(node.properties).map(
    ([name, value]) => [name, typeof value === "string" ? cleanText(value, state) : value] as const,
  );
  return { ...node, properties: Object.fromEntries(properties), children: cleanNodes(node.children, state) };
}

function cleanText(text: string, { isOut, names, word }: State): string {
  const withoutIds = replaceUserIds(text, (userId) => (isOut(userId) ? word : undefined));
  return names.reduce((cleaned, name) => withoutName(cleaned, name, word), withoutIds);
}

/** Takes a name out where it stands as a word of its own, with the sign that some put before it. */
function withoutName(text: string, name: string, word: string): string {
  const [lower, lowerName] = [text.toLowerCase(), name.toLowerCase()];
  // Few letters change their length with their case; then only what is written the same can be found.
  const isAligned = lower.length === text.length && lowerName.length === name.length;
  const [hay, needle] = isAligned ? [lower, lowerName] : [text, name];
  const pieces: string[] = [];
  let end = 0;
  for (let at = hay.indexOf(needle); at >= 0; at = hay.indexOf(needle, at + needle.length)) {
    if (isLetter(text, at - 1) || isLetter(text, at + needle.length)) continue;
    const start = text[at - 1] === "@" && at > end ? at - 1 : at;
    pieces.push(text.slice(end, start), word);
    end = at + needle.length;
  }
  return end === 0 ? text : pieces.join("") + text.slice(end);
}

function isLetter(text: string, at: number): boolean {
  return /[\p{L}\p{N}\p{M}_]/u.test(text[at] ?? "");
}

function localpartOf(userId: string): string {
  return userId.slice(1, userId.indexOf(":"));
}
