import type { ElementContent, Root } from "hast";
import { linkAllowance, linkifyText } from "./linkify-tree.ts";

/** A plain body as a tree: its lines with breaks between them, its addresses as links. More than two empty lines are two. */
export function plainTree(body: string): Root {
  const lines = body
    .trim()
    .replaceAll(/\n(?:[ \t]*\n){3,}/g, "\n\n\n")
    .split("\n");
  const allowance = linkAllowance();
  const children: ElementContent[] = [];
  for (const [index, line] of lines.entries()) {
    if (index > 0) children.push({ type: "element", tagName: "br", properties: {}, children: [] });
    if (line !== "") children.push(...linkifyText(line, allowance));
  }
  return { type: "root", children };
}
