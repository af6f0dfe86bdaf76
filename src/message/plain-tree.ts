import type { ElementContent, Root } from "hast";
import { linkifyText } from "./linkify-tree.ts";
import { linkLimit } from "./message-tree.ts";

/** A plain body as a tree: its lines with breaks between them, its addresses as links. More than two empty lines are two. */
export function plainTree(body: string): Root {
  const lines = body
    .trim()
    .replaceAll(/\n(?:[ \t]*\n){3,}/g, "\n\n\n")
    .split("\n");
  const allowance = { left: linkLimit };
  const children: ElementContent[] = [];
  for (const [index, line] of lines.entries()) {
    if (index > 0) children.push({ type: "element", tagName: "br", properties: {}, children: [] });
    if (line !== "") children.push(...linkifyText(line, allowance));
  }
  return { type: "root", children };
}
