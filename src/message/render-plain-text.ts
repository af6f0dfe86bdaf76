import type { Element, ElementContent, Root } from "hast";
import { isBlock } from "./arrange-tree.ts";
import { imageTextOf, latexOf, spoilerReasonOf, type MessageTree } from "./message-tree.ts";

export type PlainTextOptions = {
  /** "hidden" leaves a bar of one length in place of each spoiler, for all that readers have not asked to see. */
  readonly spoilers?: "hidden" | "shown";
};

const bar = "█████";

/** What stands in the place of a spoiler whose reason is told; empty: it has none. */
export function hiddenSpoiler(reason: string): string {
  return reason === "" ? bar : `(${reason}) ${bar}`;
}

type State = { readonly spoilers: "hidden" | "shown"; readonly inPre: boolean; readonly level: number };

/** Quotes and lists deeper than this are not marked or moved in again, lest each level lengthen each line. */
const levelLimit = 5;

/** A message as lines of text: lists with their signs, quotes with `> `, cells with tabs, maths as LaTeX. */
export function renderPlainText(tree: MessageTree, { spoilers = "hidden" }: PlainTextOptions = {}): string {
  return textOf(tree.root, { spoilers, inPre: false, level: 0 }).trim();
}

/** Pieces of a growing text. Its end is looked at often, which would be slow on one long string. */
type Pieces = string[];

function textOf(parent: Root | Element, state: State): string {
  const pieces: Pieces = [];
  appendAll(pieces, parent, state);
  return pieces.join("");
}

function appendAll(pieces: Pieces, parent: Root | Element, state: State): void {
  for (const child of parent.children as readonly ElementContent[]) append(pieces, child, state);
}

/** Blocks begin and end a line; white space between words is one space, as on a page. */
function append(pieces: Pieces, node: ElementContent, state: State): void {
  if (node.type === "text") {
    push(pieces, state.inPre ? node.value : foldedAfter(pieces, node.value));
  } else if (node.type === "element") {
    const words = elementText(node, state);
    // Its spaces are those between its words and what stands before it.
    if (words === undefined && !isBlock(node)) return appendAll(pieces, node, state);
    if (!isBlock(node)) return push(pieces, words ?? "");
    endLine(pieces);
    push(pieces, (words ?? textOf(node, state)).replace(/\n+$/, ""));
    endLine(pieces);
  }
}

function push(pieces: Pieces, text: string): void {
  if (text !== "") pieces.push(text);
}

function foldedAfter(pieces: Pieces, text: string): string {
  const words = text.replaceAll(/[ \t\n\r\f]+/g, " ");
  return /[^ \n]$/.test(pieces.at(-1) ?? "") ? words : words.trimStart();
}

function endLine(pieces: Pieces): void {
  const last = pieces.pop()?.replace(/ $/, "");
  if (last === undefined) return;
  push(pieces, last);
  if (!last.endsWith("\n")) pieces.push("\n");
}

/** undefined: nothing but the words in it. */
function elementText(node: Element, state: State): string | undefined {
  const reason = spoilerReasonOf(node);
  if (reason !== undefined && state.spoilers === "hidden") return hiddenSpoiler(reason);
  const latex = latexOf(node);
  if (latex !== undefined) return latex;
  switch (node.tagName) {
    case "br":
      return "\n";
    case "hr":
      return "—";
    case "img":
      return imageTextOf(node);
    case "pre":
      return textOf(node, { ...state, inPre: true });
    case "blockquote":
      return quoted(textOf(node, deeper(state)), state);
    case "ul":
    case "ol":
      return listText(node, state);
    case "tr":
      return cellsOf(node)
        .map((cell) => textOf(cell, state).trim().replaceAll("\n", " "))
        .join("\t");
    default:
      return undefined;
  }
}

function deeper(state: State): State {
  return { ...state, level: state.level + 1 };
}

function quoted(text: string, { level }: State): string {
  return level < levelLimit ? text.trim().replaceAll(/^/gm, "> ") : text;
}

function listText(list: Element, state: State): string {
  let number = list.tagName === "ol" ? Number(list.properties["start"] ?? 1) : undefined;
  const lines: string[] = [];
  for (const item of list.children) {
    if (item.type !== "element") continue;
    const words = textOf(item, deeper(state)).trim();
    const sign = number === undefined ? "•" : `${number}.`;
    lines.push(`${sign} ${state.level < levelLimit ? words.replaceAll("\n", "\n  ") : words}`);
    if (number !== undefined) number += 1;
  }
  return lines.join("\n");
}

function cellsOf(row: Element): readonly Element[] {
  return row.children.filter((child) => child.type === "element");
}
