import type { Element, ElementContent, Root } from "hast";
import { cellLimit, countElements, textNode } from "./message-tree.ts";

/** A clean tree as it is, or with its tables as lines of words when they have more cells than a page can lay out in no time. */
export function limitTables(root: Root): Root {
  if (countElements(root, isCell, cellLimit + 1) <= cellLimit) return root;
  return { type: "root", children: tablesAsLines(root.children as readonly ElementContent[]) };
}

/** Nodes with a line of words in the place of each row. */
export function tablesAsLines(nodes: readonly ElementContent[]): ElementContent[] {
  return nodes.flatMap((node) => {
    if (node.type !== "element") return [node];
    const children = tablesAsLines(node.children);
    if (isCell(node)) return [textNode(" "), ...children, textNode(" ")];
    switch (node.tagName) {
      case "thead":
      case "tbody":
        return children;
      case "table":
      case "caption":
      case "tr":
        return [{ type: "element", tagName: "div", properties: {}, children }];
      default:
        return [{ ...node, children }];
    }
  });
}

function isCell({ tagName }: Element): boolean {
  return tagName === "td" || tagName === "th";
}
