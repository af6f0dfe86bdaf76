import type { Root } from "hast";
import { fromParse5 } from "hast-util-from-parse5";
import { defaultTreeAdapter, html as names, parseFragment, type DefaultTreeAdapterTypes } from "parse5";
import { droppedTags } from "./allow-list.ts";
import { depthLimit } from "./message-tree.ts";

type Node = DefaultTreeAdapterTypes.Node;
type ParentNode = DefaultTreeAdapterTypes.ParentNode;

/** Elements of one message. */
const elementLimit = 20_000;
/**
 * Unclosed tags are opened again in each new block, so little source can ask for a very large tree. What people write has fewer
 * elements than half its length, for the shortest tag has three signs.
 */
const elementLimitFor = (html: string): number => Math.min(elementLimit, 200 + html.length / 2);
/** Open elements at a time. Beyond it, each further tag would cost a walk over all of them. */
const openLimit = 400;

/** Thrown through the parser to end it; never leaves this file. */
class TreeTooLarge extends Error {}

/**
 * HTML as a browser would read it inside a page, as a hast tree at most `depthLimit` deep (tables may end one row later).
 * Nothing is judged yet, but elements named in `without` are gone with all they hold. undefined: the source asks for a tree beyond all bounds.
 */
export function parseHtml(
  html: string,
  { without = droppedTags }: { without?: ReadonlySet<string> } = {},
): Root | undefined {
  try {
    // Read as inside a `div`: without a context, a lone `<col>` or `<td>` would swallow the words after it.
    const context = defaultTreeAdapter.createElement("div", names.NS.HTML, []);
    const fragment = parseFragment(context, html, {
      treeAdapter: boundedAdapter(elementLimitFor(html)),
      scriptingEnabled: false,
    });
    flattenDepths(fragment, without);
    return fromParse5(fragment) as Root;
  } catch (error) {
    if (error instanceof TreeTooLarge) return undefined;
    throw error;
  }
}

function boundedAdapter(limit: number): typeof defaultTreeAdapter {
  let created = 0;
  let open = 0;
  return {
    ...defaultTreeAdapter,
    createElement(...args) {
      created += 1;
      if (created > limit) throw new TreeTooLarge();
      return defaultTreeAdapter.createElement(...args);
    },
    onItemPush() {
      open += 1;
      if (open > openLimit) throw new TreeTooLarge();
    },
    onItemPop() {
      open -= 1;
    },
  };
}

/** Rows and sections are not cut open: text between them would be thrown out of the table by the next reader. */
const uncut: ReadonlySet<string> = new Set(["table", "thead", "tbody", "tfoot", "tr"]);

/** Walks without recursion, for the tree may be deeper than the stack allows. */
function flattenDepths(fragment: ParentNode, without: ReadonlySet<string>): void {
  const waiting: { node: ParentNode; depth: number }[] = [{ node: fragment, depth: 0 }];
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
    const { node, depth } = entry;
    node.childNodes = node.childNodes.filter((child) => !without.has(child.nodeName));
    if (depth >= depthLimit && !uncut.has(node.nodeName)) {
      node.childNodes = [{ nodeName: "#text", value: textContentOf(node), parentNode: node }];
      continue;
    }
    for (const child of node.childNodes) if ("childNodes" in child) waiting.push({ node: child, depth: depth + 1 });
  }
}

function textContentOf(parent: ParentNode): string {
  let text = "";
  const waiting: Node[] = parent.childNodes.toReversed();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if ("value" in node) text += node.value;
    else if ("childNodes" in node && !droppedTags.has(node.nodeName)) waiting.push(...node.childNodes.toReversed());
  }
  return text;
}
