import type { ElementContent } from "hast";
import { matrixToHref, parseMatrixTarget, type PlaceTarget } from "./matrix-target.ts";

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
  if (target?.kind === "user") return [mentionOf(children)];
  if (target === undefined) return href.startsWith("matrix:") ? children : [outwardLink(href, children)];
  const inside = linkFor(target);
  if (inside === undefined) return [outwardLink(href.startsWith("matrix:") ? matrixToHref(target) : href, children)];
  return [{ type: "element", tagName: "a", properties: { href: inside }, children }];
}

/** A person or the whole room, marked and not linked. */
export function mentionOf(children: ElementContent[]): ElementContent {
  return { type: "element", tagName: "span", properties: { className: ["mention"] }, children };
}

function outwardLink(href: string, children: ElementContent[]): ElementContent {
  return { type: "element", tagName: "a", properties: { href, rel: ["nofollow", "ugc", "noopener"] }, children };
}
