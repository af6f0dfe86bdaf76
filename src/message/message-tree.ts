import type { Element, ElementContent, Root, RootContent } from "hast";

/**
 * A message's words as a tree that passed the allow-list: only elements and attributes of `allow-list.ts`, nested so that a
 * browser reads the printed tree as it is. What the site makes of spoilers, maths or headings is the printers' decision.
 */
export type MessageTree = {
  readonly root: Root;
  /** True when the message was longer than an archive shows; the tree then ends with an ellipsis. */
  readonly truncated: boolean;
  /** Of pages behind its links, as the sender's client saw them: shown below it, and no part of what was said. Absent: none. */
  readonly previews?: readonly Root[];
};

/** Source of one message that is read, in UTF-16 code units; the specification ends events at 65,536 bytes. */
export const sourceLimit = 100_000;

/** Levels of nesting that are kept (spec: "m.room.message", HTML); deeper ones become text. */
export const depthLimit = 100;

/** Links of one message; words beyond stay words. */
export const linkLimit = 200;

/** All their addresses together, in UTF-16 code units: an unclosed link is opened again in each new block, address and all. */
export const addressesLimit = 40_000;

/** Cells of all tables of one message; tables of a message with more are read line by line. */
export const cellLimit = 2000;

/** True when an element of that name is in the message: a link, code, a table. */
export function hasTag(tree: MessageTree, tagName: string): boolean {
  return containsElement(tree.root, (element) => element.tagName === tagName);
}

export function containsElement(node: Root | RootContent, accepts: (element: Element) => boolean): boolean {
  if (node.type === "element" && accepts(node)) return true;
  return "children" in node && node.children.some((child) => containsElement(child, accepts));
}

/** How many of the elements are so, counted up to `limit`. */
export function countElements(node: Root | RootContent, accepts: (element: Element) => boolean, limit: number): number {
  let count = node.type === "element" && accepts(node) ? 1 : 0;
  if (!("children" in node)) return count;
  for (const child of node.children) {
    if (count >= limit) break;
    count += countElements(child, accepts, limit - count);
  }
  return count;
}

/** Spoiler (`span data-mx-spoiler`): its reason, empty when there is none; undefined for every other element. */
export function spoilerReasonOf(element: Element): string | undefined {
  const reason = element.properties["dataMxSpoiler"];
  return element.tagName === "span" && reason !== undefined ? String(reason).trim() : undefined;
}

/** Maths (`span` or `div` with `data-mx-maths`): its LaTeX; undefined for every other element. */
export function latexOf(element: Element): string | undefined {
  const latex = element.properties["dataMxMaths"];
  return typeof latex === "string" ? latex : undefined;
}

/** What stands for a picture in words: its description, else a sign that there was one. */
export function imageTextOf({ properties }: Element): string {
  const described = [properties["alt"], properties["title"]].find(
    (words) => typeof words === "string" && words.trim() !== "",
  );
  return typeof described === "string" ? described.trim() : "🖼";
}

export function textNode(value: string): ElementContent {
  return { type: "text", value };
}
