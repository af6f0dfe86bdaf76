import type { Element, ElementContent, Root } from "hast";
import { isBlock } from "./arrange-tree.ts";
import { tablesAsLines } from "./limit-tables.ts";
import { linkTreeFor } from "./link-tree-for.ts";
import type { PlaceTarget } from "./matrix-target.ts";
import {
  cellLimit,
  containsElement,
  imageTextOf,
  latexOf,
  spoilerReasonOf,
  textNode,
  type MessageTree,
} from "./message-tree.ts";
import { hiddenSpoiler } from "./render-plain-text.ts";

export type MarkdownOptions = {
  /** Where the archive shows a room or an event; undefined: it does not, the link leads to matrix.to. */
  readonly linkFor: (target: PlaceTarget) => string | undefined;
};

/** Quotes and lists deeper than this are not moved in again, lest each level lengthen each line. */
const levelLimit = 5;

type State = MarkdownOptions & { readonly level: number };

/** A message's tree in the elements that Markdown has a form for; headings are words, for a twin has headings of its own. */
export function markdownSource({ root, previews = [] }: MessageTree, options: MarkdownOptions): Root {
  const children = toSourceAll(root.children as readonly ElementContent[], { ...options, level: 0 });
  const quotes = previews.map((preview) => element("blockquote", preview.children as ElementContent[]));
  return { type: "root", children: [...children, ...quotes] };
}

function toSourceAll(nodes: readonly ElementContent[], state: State): ElementContent[] {
  return nodes.flatMap((node) => (node.type === "element" ? toSource(node, state) : [node]));
}

function toSource(node: Element, state: State): readonly ElementContent[] {
  const reason = spoilerReasonOf(node);
  if (reason !== undefined) return [textNode(hiddenSpoiler(reason))];
  const latex = latexOf(node);
  if (latex !== undefined) return [latexCode(latex, node.tagName)];
  if (holdsBlocks(node) && !isBlock(node)) return toSourceAll(node.children, state);
  switch (node.tagName) {
    case "a":
      return linkTreeFor(String(node.properties["href"]), toSourceAll(node.children, state), state);
    case "img":
      return [textNode(imageTextOf(node))];
    case "h1":
    case "h2":
    case "h3":
    case "h4":
    case "h5":
    case "h6":
    case "summary":
      return titleFor(node, toSourceAll(node.children, state));
    case "table":
      return tableFor(node, state);
    case "blockquote":
    case "ul":
    case "ol":
      return nested(node, state);
    default:
      return [{ ...node, children: toSourceAll(node.children, state) }];
  }
}

/** Emphasis and links end at each block in Markdown, so they are left out around one. */
function holdsBlocks(node: Element): boolean {
  return node.children.some((child) => containsElement(child, isBlock));
}

function titleFor(node: Element, children: ElementContent[]): readonly ElementContent[] {
  return [holdsBlocks(node) ? element("div", children) : element("p", [element("strong", children)])];
}

function nested(node: Element, state: State): readonly ElementContent[] {
  const children = toSourceAll(node.children, { ...state, level: state.level + 1 });
  if (state.level < levelLimit) return [{ ...node, children }];
  return children.map((child) =>
    child.type === "element" && child.tagName === "li" ? { ...child, tagName: "div" } : child,
  );
}

/** In line or in a block, as code: of dialects that know maths there are too many. */
function latexCode(latex: string, tagName: string): Element {
  const words = [textNode(latex)];
  if (tagName === "span") return element("code", words);
  return element("pre", [{ ...element("code", words), properties: { className: ["language-latex"] } }]);
}

/** Its title stands above it. Rows are filled up to the longest, so that a ragged table could grow beyond all bounds. */
function tableFor(table: Element, state: State): readonly ElementContent[] {
  const rows = rowsOf(table);
  const columns = Math.max(0, ...rows.map((row) => row.children.length));
  if (rows.length * columns > cellLimit) return toSourceAll(tablesAsLines([table]), state);
  const caption = table.children.filter((child) => child.type === "element" && child.tagName === "caption");
  const parts = table.children.filter((child) => !caption.includes(child));
  return [
    ...caption.map((one) => element("p", "children" in one ? toSourceAll(one.children, state) : [])),
    element("table", toSourceAll(parts, state)),
  ];
}

function rowsOf(table: Element): readonly Element[] {
  return table.children.flatMap((part) => {
    if (part.type !== "element") return [];
    return part.tagName === "tr" ? [part] : part.children.filter((row) => row.type === "element");
  });
}

function element(tagName: string, children: ElementContent[]): Element {
  return { type: "element", tagName, properties: {}, children };
}
