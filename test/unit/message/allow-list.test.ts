import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { suite, test } from "node:test";
import type { Element, Root, RootContent } from "hast";
import { fromHtml } from "hast-util-from-html";
import { allowedTags, droppedTags, leftOut, linkSchemes, renamedTags } from "#message/allow-list.ts";
import { cleanTree } from "#message/clean-tree.ts";
import { parseHtml } from "#message/parse-html.ts";

/** Every element in the cases of a folder of `test/corpus/html`, as it was written. */
function elementsIn(folder: "allowed" | "stripped"): readonly Element[] {
  const here = new URL(`../../corpus/html/${folder}/`, import.meta.url);
  return globSync("*.json", { cwd: here }).flatMap((file) => {
    const cases = JSON.parse(readFileSync(new URL(file, here), "utf8")) as readonly { readonly html: string }[];
    return cases.flatMap(({ html }) => elementsOf(fromHtml(html, { fragment: true })));
  });
}

function elementsOf(node: Root | RootContent): readonly Element[] {
  const own = node.type === "element" ? [node] : [];
  const inner = "children" in node ? node.children.flatMap(elementsOf) : [];
  return [...own, ...inner, ...(node.type === "element" && node.content ? elementsOf(node.content) : [])];
}

const allowed = elementsIn("allowed");
const stripped = elementsIn("stripped");

suite("the allow-list", () => {
  test("has a case for each tag and each attribute it allows", () => {
    const missing = allowedTags.flatMap(({ tag, attributes = [] }) => {
      const found = allowed.filter(({ tagName }) => tagName === tag);
      const names = attributes.map((attribute) => (typeof attribute === "string" ? attribute : attribute[0]));
      const unseen = names.filter((name) => !found.some(({ properties }) => name in properties));
      return [...(found.length === 0 ? [tag] : []), ...unseen.map((name) => `${tag}[${name}]`)];
    });
    assert.deepEqual(missing, []);
  });

  test("has a case for each scheme of a link", () => {
    const hrefs = allowed.map(({ properties }) => String(properties["href"]).toLowerCase());
    assert.deepEqual(
      linkSchemes.filter((scheme) => !hrefs.some((href) => href.startsWith(`${scheme}:`))),
      [],
    );
  });

  test("has a case for each element that vanishes with what it holds, and for each older name", () => {
    const names = new Set([...allowed, ...stripped].map(({ tagName }) => tagName));
    assert.deepEqual(
      [...droppedTags, ...renamedTags.keys()].filter((tag) => !names.has(tag)),
      [],
    );
  });

  test("has a case for what the specification allows and it does not, and lets none of it through", () => {
    for (const { tag, attribute } of leftOut) {
      const [name = "", value = ""] = attribute.split("=");
      const cases = [...allowed, ...stripped].filter(
        ({ tagName, properties }) =>
          tagName === tag && String(properties[name] ?? "").startsWith(value) && name in properties,
      );
      assert.notEqual(cases.length, 0, `${tag} ${attribute}`);
      const root = parseHtml(`<${tag} ${name}="${value || "1"}x">words</${tag}>`);
      assert.ok(root !== undefined);
      const kept = elementsOf(cleanTree(root)).flatMap(({ properties }) => Object.keys(properties));
      assert.deepEqual(kept, [], `${tag} ${attribute}`);
    }
  });

  test("says of everything why", () => {
    const silent = [...allowedTags, ...leftOut].filter(({ why }) => why.trim() === "");
    assert.deepEqual(silent, []);
  });
});
