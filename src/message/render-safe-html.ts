import { toPageTree, type PageTreeOptions } from "./page-tree.ts";
import type { MessageTree } from "./message-tree.ts";
import { printSafeHtml, type SafeHtml } from "./safe-html.ts";

/**
 * A message as HTML for its page: no script, style, handler, id, class of a stranger or picture but our own copies; headings outside the page's
 * outline; spoilers closed; maths as MathML. A message without HTML gives text, `br` and links, no paragraph around it.
 */
export function renderSafeHtml(
  tree: MessageTree,
  { linkFor = () => undefined, spoilerLabel = "Spoiler", ...others }: Partial<PageTreeOptions> = {},
): SafeHtml {
  return printSafeHtml(toPageTree(tree, { linkFor, spoilerLabel, ...others }));
}
