import type { Root, RootContent } from "hast";
import { toWellFormedText } from "#lib/well-formed.ts";
import { arrangeTree } from "./arrange-tree.ts";
import { cleanTree } from "./clean-tree.ts";
import { limitTables } from "./limit-tables.ts";
import { linkifyTree } from "./linkify-tree.ts";
import { maskTree } from "./mask-tree.ts";
import { latexOf, sourceLimit, textNode, type MessageTree } from "./message-tree.ts";
import { parseHtml } from "./parse-html.ts";
import { plainTree } from "./plain-tree.ts";
import { previewTree, type PreviewWords } from "./preview-tree.ts";
import { withoutControls } from "./without-controls.ts";

/**
 * A message's words, read once (spec: "m.room.message msgtypes"), with everything masked that nobody meant to publish. Takes any
 * two strings. The HTML is preferred; where it holds nothing or asks for a tree beyond all bounds, the plain body stands in.
 */
export function parseMessage({
  body,
  html,
  previews,
}: {
  readonly body: string;
  readonly html?: string | undefined;
  readonly previews?: readonly PreviewWords[];
}): MessageTree {
  const tree = (html === undefined ? undefined : formattedMessage(html)) ?? plainMessage(body);
  return previews === undefined ? tree : { ...tree, previews: previews.map(previewTree) };
}

function plainMessage(body: string): MessageTree {
  return finish(plainTree(toSource(body)), body);
}

function formattedMessage(html: string): MessageTree | undefined {
  const source = toSource(html);
  // Without a tag or a character reference there is nothing for an HTML parser to do.
  const root: Root | undefined = /[<&]/.test(source)
    ? parseHtml(source)
    : { type: "root", children: [textNode(source)] };
  if (root === undefined) return undefined;
  const tree = linkifyTree(arrangeTree(limitTables(cleanTree(root))));
  return hasContent(tree) ? finish(tree, html) : undefined;
}

function toSource(text: string): string {
  return withoutControls(toWellFormedText(text.slice(0, sourceLimit)).replaceAll(/\r\n?/g, "\n"));
}

function finish(root: Root, source: string): MessageTree {
  const truncated = source.length > sourceLimit;
  const masked = maskTree(root);
  return { root: truncated ? { type: "root", children: [...masked.children, textNode("…")] } : masked, truncated };
}

function hasContent(node: Root | RootContent): boolean {
  if (node.type === "text") return node.value.trim() !== "";
  if (node.type === "element" && (node.tagName === "img" || latexOf(node) !== undefined)) return true;
  return "children" in node && node.children.some(hasContent);
}
