import type { ElementContent } from "hast";
import { matrixToHref, parseMatrixTarget, type PlaceTarget, type UserTarget } from "./matrix-target.ts";
import { textNode } from "./message-tree.ts";

/**
 * A link as its page shows it: into the archive where the archive has the place, out with the words that stop followers and
 * referrers, and for a person no link at all but a mark.
 */
export function linkTreeFor(
  href: string,
  children: ElementContent[],
  { linkFor }: { readonly linkFor: (target: PlaceTarget) => string | undefined },
): readonly ElementContent[] {
  const target = parseMatrixTarget(href);
  if (target?.kind === "user") return [mentionFor(target, href, children)];
  if (target === undefined) return href.startsWith("matrix:") ? children : [outwardLink(href, children)];
  const inside = linkFor(target);
  if (inside === undefined) return [outwardLink(href.startsWith("matrix:") ? matrixToHref(target) : href, children)];
  return [{ type: "element", tagName: "a", properties: { href: inside }, children }];
}

function outwardLink(href: string, children: ElementContent[]): ElementContent {
  return { type: "element", tagName: "a", properties: { href, rel: ["nofollow", "ugc", "noopener"] }, children };
}

/** A bare address of a person reads as that person's id. */
function mentionFor({ userId }: UserTarget, href: string, children: ElementContent[]): ElementContent {
  const [only] = children;
  const isBare = children.length === 1 && only?.type === "text" && URL.parse(only.value)?.href === href;
  const words = isBare ? [textNode(userId)] : children;
  return { type: "element", tagName: "span", properties: { className: ["mention"] }, children: words };
}
