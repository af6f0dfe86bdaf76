import { toHtml } from "hast-util-to-html";
import type { PageTree } from "./page-tree.ts";

/** HTML that came out of the printer below, safe to put into a page as it is. */
export type SafeHtml = string & { readonly safeHtml: true };

/** The one place where a message becomes markup: every text and attribute is escaped on its way out. */
export function printSafeHtml({ root }: PageTree): SafeHtml {
  return toHtml(root) as SafeHtml;
}
