import type { Element, ElementContent, Root } from "hast";
import { sanitize } from "hast-util-sanitize";
import { parseMxcUri } from "#matrix/ids.ts";
import { allowedTags, languageClass, renamedTags } from "./allow-list.ts";
import { colourOf } from "./colour-of.ts";
import { textNode } from "./message-tree.ts";
import { safeHref } from "./safe-href.ts";
import { schemaFor } from "./schema-for.ts";
import { withoutControls } from "./without-controls.ts";

const schema = schemaFor(
  allowedTags.map(({ tag }) => tag),
  Object.fromEntries(allowedTags.map(({ tag, attributes = [] }) => [tag, attributes])),
);

/** The tree with nothing in it but what `allow-list.ts` names; nesting is not looked at. */
export function cleanTree(root: Root): Root {
  const children = withoutLeadingReply(root.children as readonly ElementContent[]).map(prepare);
  const clean = sanitize({ type: "root", children }, schema);
  return clean.type === "root" ? clean : { type: "root", children: [clean] };
}

/** The fallback of a reply quotes its target as it was; further in, `mx-reply` is a stranger's text like any other. */
function withoutLeadingReply(children: readonly ElementContent[]): readonly ElementContent[] {
  const first = children.findIndex((node) => node.type !== "text" || node.value.trim() !== "");
  const node = children[first];
  return node?.type === "element" && node.tagName === "mx-reply" ? children.slice(first + 1) : children;
}

/** What a list of names and patterns cannot say: older names, addresses in normal form, characters written as `&#1;`. */
function prepare(node: ElementContent): ElementContent {
  if (node.type === "text") return textNode(withoutControls(node.value));
  if (node.type !== "element") return node;
  const tagName = renamedTags.get(node.tagName) ?? node.tagName;
  return { type: "element", tagName, properties: propertiesFor(tagName, node), children: node.children.map(prepare) };
}

function propertiesFor(tagName: string, { properties }: Element): Element["properties"] {
  const { href, src, className, ...others } = properties;
  switch (tagName) {
    case "a":
      return withValue("href", safeHref(href));
    case "img":
      return { ...wordsOf(others), ...withValue("src", parseMxcUri(src)) };
    case "code":
      return withValue("className", languageClassOf(className));
    case "span":
      return { ...wordsOf(others), ...coloursOf(others) };
    default:
      return wordsOf(others);
  }
}

/** `font` had its colour before there were names for it (spec: "m.room.message msgtypes", deprecated attributes). */
function coloursOf({ dataMxColor, dataMxBgColor, color }: Element["properties"]): Element["properties"] {
  const ink = colourOf(dataMxColor) ?? colourOf(color);
  return { ...withValue("dataMxColor", ink), ...withValue("dataMxBgColor", colourOf(dataMxBgColor)) };
}

function wordsOf(properties: Element["properties"]): Element["properties"] {
  const entries = Object.entries(properties);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === "string" ? withoutControls(value) : value]),
  );
}

function languageClassOf(className: unknown): string[] | undefined {
  const names: readonly unknown[] = Array.isArray(className) ? className : [];
  const language = names.find((name) => typeof name === "string" && languageClass.test(name));
  return typeof language === "string" ? [language.toLowerCase()] : undefined;
}

function withValue(name: string, value: string | string[] | undefined): Element["properties"] {
  return value === undefined ? {} : { [name]: value };
}
