import type { Element, ElementContent, Root } from "hast";
import { findLinks } from "./find-links.ts";
import { parseMatrixTarget } from "./matrix-target.ts";
import { addressesLimit, latexOf, linkLimit, textNode } from "./message-tree.ts";
import { safeHref } from "./safe-href.ts";

/** How many more links a message may have, and of what length. Counts down while a message is walked. */
export type LinkAllowance = { left: number; lengthLeft: number };

export function linkAllowance(): LinkAllowance {
  return { left: linkLimit, lengthLeft: addressesLimit };
}

/** False once one did not fit: shorter ones after it are words too. */
function takes(allowance: LinkAllowance, href: string): boolean {
  if (href.length > allowance.lengthLeft) allowance.left = 0;
  if (allowance.left === 0) return false;
  allowance.left -= 1;
  allowance.lengthLeft -= href.length;
  return true;
}

const verbatim: ReadonlySet<string> = new Set(["code", "pre"]);

/** Makes addresses in the text links, never in code, in maths or inside a link; caps the links of a message. */
export function linkifyTree(root: Root): Root {
  const allowance = linkAllowance();
  return { type: "root", children: linkifyAll(root.children as readonly ElementContent[], allowance) };
}

/** One text as nodes, with its addresses as links. */
export function linkifyText(text: string, allowance: LinkAllowance): readonly ElementContent[] {
  const nodes: ElementContent[] = [];
  let end = 0;
  for (const link of allowance.left > 0 ? findLinks(text) : []) {
    const href = safeHref(link.href);
    if (href === undefined || !takes(allowance, href)) continue;
    if (link.start > end) nodes.push(textNode(text.slice(end, link.start)));
    const words = wordsFor(href, text.slice(link.start, link.end));
    nodes.push({ type: "element", tagName: "a", properties: { href }, children: [textNode(words)] });
    end = link.end;
  }
  return end === 0 ? [textNode(text)] : end < text.length ? [...nodes, textNode(text.slice(end))] : nodes;
}

function linkifyAll(nodes: readonly ElementContent[], allowance: LinkAllowance): ElementContent[] {
  return nodes.flatMap((node) => linkifyNode(node, allowance));
}

function linkifyNode(node: ElementContent, allowance: LinkAllowance): readonly ElementContent[] {
  if (node.type === "text") return linkifyText(node.value, allowance);
  if (node.type !== "element" || verbatim.has(node.tagName) || latexOf(node) !== undefined) return [node];
  if (node.tagName !== "a") return [{ ...node, children: linkifyAll(node.children, allowance) }];
  if (!takes(allowance, String(node.properties["href"]))) return node.children;
  return [{ ...node, children: withBareIds(node) }];
}

/** The bare address of a person reads as that person's id, in whatever encoding it came. */
function wordsFor(href: string, text: string): string {
  const target = parseMatrixTarget(href);
  return target?.kind === "user" ? target.userId : text;
}

function withBareIds({ properties, children }: Element): ElementContent[] {
  const [only] = children;
  const href = String(properties["href"]);
  const isBare = children.length === 1 && only?.type === "text" && URL.parse(only.value)?.href === href;
  return isBare ? [textNode(wordsFor(href, only.value))] : children;
}
