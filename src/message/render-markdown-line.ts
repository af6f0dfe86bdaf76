import { gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown } from "mdast-util-to-markdown";

/** Made once: the printer keeps what it has worked out of it. */
const markdownOptions = { extensions: [gfmToMarkdown()] };

/** Words, or words that lead somewhere. Each is one line of plain text. */
export type MarkdownPhrase = string | { readonly label: string; readonly href: string };

/** One line of Markdown, a block of its own: what stands in it is words, whatever signs it has. Ends without a line feed. */
export function renderMarkdownLine(
  phrases: readonly MarkdownPhrase[],
  { heading }: { readonly heading?: 1 | 2 | 3 } = {},
): string {
  const children = phrases.map(toPhrasing);
  const node: MarkdownTree =
    heading === undefined ? { type: "paragraph", children } : { type: "heading", depth: heading, children };
  return toMarkdown(node, markdownOptions).trimEnd();
}

type MarkdownTree = Parameters<typeof toMarkdown>[0];
type Phrasing = Extract<MarkdownTree, { readonly type: "paragraph" }>["children"][number];

function toPhrasing(phrase: MarkdownPhrase): Phrasing {
  if (typeof phrase === "string") return { type: "text", value: phrase };
  return { type: "link", url: phrase.href, children: [{ type: "text", value: phrase.label }] };
}
