import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

/** One element of Markdown as its readers see it. */
export type MarkdownNode = {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly children?: readonly MarkdownNode[];
};

/** Every node of the text, parents before their children, as GitHub's dialect reads it. */
export function parseMarkdown(text: string): readonly MarkdownNode[] {
  const root: MarkdownNode = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return nodesOf(root);
}

/** All words in it, without what only structures them. */
export function wordsOfMarkdown(text: string): string {
  return parseMarkdown(text)
    .map((node) => (node.type === "break" ? "\n" : (node.value ?? "")))
    .join("");
}

function nodesOf(node: MarkdownNode): readonly MarkdownNode[] {
  return [node, ...(node.children ?? []).flatMap(nodesOf)];
}
