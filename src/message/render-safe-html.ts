import { toPageTree, type PageTreeOptions } from "./page-tree.ts";
import { textNode, type MessageTree } from "./message-tree.ts";
import { renderPlainText } from "./render-plain-text.ts";
import { printSafeHtml, type SafeHtml } from "./safe-html.ts";

/** Bytes of one message on a page, so that no page is beyond all bounds; only markup that says nothing comes near. */
const printLimit = 250_000;
/** What of its words is left then: as many signs as stay below the limit when each of them is escaped. */
const wordsLimit = 40_000;

/**
 * A message as HTML for its page: no script, style, handler, id, class of a stranger or picture but our own copies; headings outside the page's
 * outline; spoilers closed; maths as MathML. A message without HTML gives text, `br` and links, no paragraph around it.
 * One that would be larger than a page can bear gives its words alone.
 */
export function renderSafeHtml(
  tree: MessageTree,
  { linkFor = () => undefined, spoilerLabel = "Spoiler", ...others }: Partial<PageTreeOptions> = {},
): SafeHtml {
  const html = printSafeHtml(toPageTree(tree, { linkFor, spoilerLabel, ...others }));
  if (html.length <= printLimit / 3 || Buffer.byteLength(html) <= printLimit) return html;
  const words = renderPlainText(tree).slice(0, wordsLimit).toWellFormed();
  return printSafeHtml({ kind: "page", root: { type: "root", children: [textNode(`${words}…`)] } });
}
