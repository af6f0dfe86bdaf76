import { toMdast } from "hast-util-to-mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown, type Options } from "mdast-util-to-markdown";
import { markdownSource, type MarkdownOptions } from "./markdown-source.ts";
import type { MessageTree } from "./message-tree.ts";

/** Made once: the printer keeps what it has worked out of it. */
const form: Options = {
  extensions: [gfmToMarkdown({ tablePipeAlign: false })],
  bullet: "-",
  rule: "-",
  listItemIndent: "one",
  resourceLink: true,
};

/**
 * A message as Markdown (CommonMark with GitHub's tables and struck text), a block of its own: what strangers wrote is words in it, never
 * structure and never HTML. Spoilers are left out as in plain text, headings are strong words, maths is LaTeX in code. Ends without a
 * line feed.
 */
export function renderMarkdown(
  tree: MessageTree,
  { linkFor = () => undefined }: Partial<MarkdownOptions> = {},
): string {
  const mdast = toMdast(markdownSource(tree, { linkFor }));
  return toMarkdown(mdast, form).trimEnd();
}
