import type { Element, ElementContent, Root } from "hast";
import { latexOf, textNode } from "./message-tree.ts";

/** What an element stands in; unwrapped elements do not count. */
type Place = {
  readonly parent: string;
  readonly inParagraph: boolean;
  readonly inHeading: boolean;
  readonly inLink: boolean;
};

const blocks: ReadonlySet<string> = new Set(
  "blockquote caption details div h1 h2 h3 h4 h5 h6 hr li ol p pre summary table tbody td th thead tr ul".split(" "),
);
const headings: ReadonlySet<string> = new Set(["h1", "h2", "h3", "h4", "h5", "h6"]);
const mayBeEmpty: ReadonlySet<string> = new Set(["br", "hr", "img", "td", "th"]);

/** Elements that mean something in one place alone, with the parents that make it. */
const homes: ReadonlyMap<string, readonly string[]> = new Map([
  ["li", ["ul", "ol"]],
  ["summary", ["details"]],
  ["caption", ["table"]],
  ["thead", ["table"]],
  ["tbody", ["table"]],
  ["tr", ["thead", "tbody"]],
  ["td", ["tr"]],
  ["th", ["tr"]],
]);

/** Parts of tables that hold nothing but their own parts. */
const tableParts: ReadonlySet<string> = new Set(["table", "thead", "tbody", "tr"]);

/**
 * Puts a clean tree into a shape that a browser keeps: cleaning may leave a link in a link or a list item without a list,
 * and a browser would tear such a message apart. Elements in the wrong place are unwrapped or become a plain block;
 * empty ones go, neighbouring texts become one.
 */
export function arrangeTree(root: Root): Root {
  const place = { parent: "", inParagraph: false, inHeading: false, inLink: false };
  return { type: "root", children: arrangeAll(root.children as readonly ElementContent[], place) };
}

export function isBlock(element: Element): boolean {
  return blocks.has(element.tagName);
}

function arrangeAll(nodes: readonly ElementContent[], place: Place): ElementContent[] {
  return joinTexts(nodes.flatMap((node) => (node.type === "element" ? arrangeElement(node, place) : [node])));
}

function arrangeElement(element: Element, place: Place): readonly ElementContent[] {
  if (isUnwrapped(element, place)) {
    const children = arrangeAll(element.children, place);
    // The words of a block stay apart from their neighbours.
    return isBlock(element) ? [textNode(" "), ...children, textNode(" ")] : children;
  }
  const tagName = homes.get(element.tagName)?.includes(place.parent) === false ? "div" : element.tagName;
  const inner = {
    parent: tagName,
    inParagraph: tagName === "p" || place.inParagraph,
    inHeading: headings.has(tagName) || place.inHeading,
    inLink: tagName === "a" || place.inLink,
  };
  const children = shapeChildren(tagName, arrangeAll(element.children, inner));
  const isKept = children.length > 0 || mayBeEmpty.has(tagName) || latexOf(element) !== undefined;
  if (isKept) return [{ ...element, tagName, children }];
  // What stood on both sides of an empty block are two words.
  return isBlock(element) ? [textNode(" ")] : [];
}

function isUnwrapped({ tagName, properties }: Element, place: Place): boolean {
  if (place.inParagraph && blocks.has(tagName)) return true;
  if (place.inHeading && headings.has(tagName)) return true;
  if (tagName === "a") return place.inLink || properties["href"] === undefined;
  if (tagName === "span") return Object.keys(properties).length === 0;
  return (tagName === "tbody" || tagName === "thead") && place.parent !== "table";
}

function shapeChildren(tagName: string, children: readonly ElementContent[]): ElementContent[] {
  if (tagName === "ul" || tagName === "ol") return toItems(children);
  if (tagName === "details") return toDetails(children);
  if (tagName === "pre") return withoutLeadingNewlines(children);
  return children.filter((child) => !tableParts.has(tagName) || (child.type === "element" && isAtHome(child, tagName)));
}

function isAtHome(child: Element, parent: string): boolean {
  return homes.get(child.tagName)?.includes(parent) === true;
}

/** Anything beside the items of a list becomes an item, a run of it one item. */
function toItems(children: readonly ElementContent[]): ElementContent[] {
  const items: ElementContent[] = [];
  let stray: Element | undefined;
  for (const child of children) {
    if (child.type === "element" && child.tagName === "li") {
      stray = undefined;
      items.push(child);
    } else if (stray !== undefined) stray.children.push(child);
    else if (child.type === "text" && child.value.trim() === "") items.push(child);
    else items.push((stray = { type: "element", tagName: "li", properties: {}, children: [child] }));
  }
  return items;
}

/** One summary, first; later ones are blocks like others. */
function toDetails(children: readonly ElementContent[]): ElementContent[] {
  const summary = children.find(isSummary);
  const others = children.filter((child) => child !== summary);
  return joinTexts([
    ...(summary === undefined ? [] : [summary]),
    ...others.map((child) => (isSummary(child) ? { ...child, tagName: "div" } : child)),
  ]);
}

/** Right after `<pre>` a browser drops a newline, so none can be there. */
function withoutLeadingNewlines(children: readonly ElementContent[]): ElementContent[] {
  const [first, ...others] = children;
  if (first?.type !== "text") return [...children];
  const value = first.value.replace(/^\n+/, "");
  return value === "" ? others : [textNode(value), ...others];
}

function isSummary(node: ElementContent): node is Element {
  return node.type === "element" && node.tagName === "summary";
}

function joinTexts(nodes: readonly ElementContent[]): ElementContent[] {
  const joined: ElementContent[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (node.type === "text" && last?.type === "text") joined[joined.length - 1] = textNode(last.value + node.value);
    else if (node.type !== "text" || node.value !== "") joined.push(node);
  }
  return joined;
}
