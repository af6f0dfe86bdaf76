import assert from "node:assert/strict";
import type { Element, Root, RootContent } from "hast";
import { fromHtml } from "hast-util-from-html";
import { toHtml } from "hast-util-to-html";
import { allowedTags, mathAttributes, mathTags } from "#message/allow-list.ts";

/** Every element and attribute that may be in a printed message, the printer's own included. */
const printedTags: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...allowedTags.filter(({ tag }) => !/^(?:h[1-6]|img)$/.test(tag)).map(({ tag }) => [tag, []] as const),
  ...mathTags.map((tag) => [tag, mathAttributes.map(([name]) => name)] as const),
  ["a", ["href", "rel"]],
  ["code", ["className"]],
  ["blockquote", ["className"]],
  ["details", ["className"]],
  ["div", ["className", "tabIndex"]],
  ["input", ["type"]],
  ["label", []],
  ["ol", ["start"]],
  ["pre", ["tabIndex", "dataLanguage"]],
  ["span", ["className"]],
]);
const printedClasses =
  /^(?:emoji-only|heading|hue-(?:\d|1[01])|marked|maths|mention|preview|spoiler|spoiler-text|table|language-[\w+#.-]{1,40})$/;
const printedSchemes = /^(?:https?|ftp|mailto|magnet):/;

/** Throws when a printed message holds anything outside the list, or is read by a browser otherwise than it was written. */
export function assertSafeHtml(page: string): void {
  const tree = fromHtml(page, { fragment: true });
  for (const { tagName, properties } of elementsOf(tree)) {
    const allowed = printedTags.get(tagName);
    assert.ok(allowed, `<${tagName}> in ${page}`);
    for (const name of Object.keys(properties)) assert.ok(allowed.includes(name), `${name} on <${tagName}> in ${page}`);
    for (const name of Array.isArray(properties["className"]) ? properties["className"] : []) {
      assert.match(name, printedClasses);
    }
    if (tagName === "a") {
      assert.match(String(properties["href"]), printedSchemes);
      assert.deepEqual(properties["rel"], ["nofollow", "ugc", "noopener"]);
    }
  }
  assert.equal(toHtml(tree), page);
}

function elementsOf(node: Root | RootContent): readonly Element[] {
  const own = node.type === "element" ? [node] : [];
  return "children" in node ? [...own, ...node.children.flatMap(elementsOf)] : own;
}
