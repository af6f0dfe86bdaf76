import assert from "node:assert/strict";
import { parse, type DefaultTreeAdapterTypes } from "parse5";
import { mathAttributes, mathTags } from "#message/allow-list.ts";

/**
 * Everything a page of the site may be made of: each element with its attributes, by their names in HTML. Whoever gives a component
 * another element or attribute writes it here. `style` and `on…` have no place in it, whatever the component.
 */
const pageMarkup: Readonly<Record<string, string>> = {
  a: "aria-current aria-expanded aria-label class data-key dir download href rel",
  article: "aria-label class data-event id",
  audio: "aria-label controls preload src",
  b: "dir title",
  bdi: "class",
  blockquote: "",
  body: "",
  br: "",
  button: "class data-closes-keys data-opens-keys data-viewer hidden type",
  caption: "",
  code: "class",
  dd: "",
  del: "",
  details: "class open",
  dialog: "aria-label aria-labelledby class id",
  div: "class data-base data-day data-month data-places dir role tabindex",
  dl: "",
  dt: "",
  em: "",
  footer: "class",
  form: "action aria-label class data-module data-shards id role",
  h1: "",
  h2: "class dir id",
  h3: "",
  head: "",
  header: "class",
  hr: "",
  html: "dir lang",
  i: "",
  img: "alt class decoding height loading src title width",
  input: "aria-describedby aria-label autocomplete checked data-keys-on name placeholder required spellcheck type",
  kbd: "",
  label: "class",
  li: "class dir id",
  mark: "",
  link: "href rel title type",
  main: "id",
  meta: "charset content http-equiv media name property",
  nav: "aria-label class",
  noscript: "",
  ol: "aria-label class id role start",
  option: "selected value",
  path: "d",
  p: "aria-label class data-missing-anchor data-own data-room-filter data-says data-show-own data-show-utc data-when dir hidden id role",
  picture: "",
  pre: "data-language tabindex",
  rect: "height width x y",
  s: "",
  script: "src type",
  section: "aria-labelledby class",
  select: "name",
  small: "class dir",
  source: "media srcset type",
  span: "aria-hidden class data-zone-says dir id role title",
  strong: "",
  sub: "",
  summary: "",
  sup: "",
  svg: "aria-hidden preserveaspectratio viewbox",
  table: "class",
  tbody: "",
  td: "",
  template: "data-message-menu",
  th: "scope",
  thead: "",
  time: "datetime",
  title: "",
  tr: "",
  u: "",
  ul: "aria-label class role",
  video: "aria-label controls height poster preload src width",
  ...Object.fromEntries(mathTags.map((tag) => [tag, mathAttributes.map(([name]) => name).join(" ")])),
};

const allowed: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(pageMarkup).map(([tag, names]) => [tag, new Set(names.split(" "))]),
);

/** Attributes that browsers load by themselves, or that lead away. */
const addresses: ReadonlySet<string> = new Set(["href", "src", "action", "poster", "srcset", "data", "formaction"]);
const ownAddress = /^(?:$|[#?]|\/(?!\/))/;
const linkedScheme = /^(?:https?|ftp|mailto|magnet|matrix):/;

/**
 * Throws when a page holds an element, an attribute or an address outside the list, a script or style within itself, or one id twice.
 */
export function assertOwnMarkup(html: string, where: string): void {
  const ids = new Set<string>();
  for (const element of elementsIn(parse(html))) {
    const { tagName, attrs } = element;
    const names = allowed.get(tagName);
    assert.ok(names, `${where}: <${tagName}> is not in test/support/page-markup.ts`);
    for (const { name, value } of attrs) {
      assert.ok(names.has(name.toLowerCase()), `${where}: ${name}="${value}" on <${tagName}> is not in page-markup.ts`);
      if (addresses.has(name)) assertAddress(tagName, value, where);
      if (name === "id") assert.ok(!ids.has(value), `${where}: two elements with the id ${value}`);
      if (name === "id") ids.add(value);
    }
    const isData = attrs.some(({ name, value }) => name === "type" && value === "application/ld+json");
    if (tagName === "script" && isData) assertData(element, where);
    else if (tagName === "script") assert.deepEqual(element.childNodes, [], `${where}: a script within the page`);
  }
}

/** Data for search engines: read, never run. */
function assertData({ attrs, childNodes: [text, ...others] }: DefaultTreeAdapterTypes.Element, where: string): void {
  assert.deepEqual([attrs.length, others], [1, []], where);
  assert.ok(text !== undefined && "value" in text && !/[<>&]/.test(text.value), `${where}: a sign of markup in data`);
  JSON.parse(text.value);
}

function assertAddress(tagName: string, value: string, where: string): void {
  const isLink = tagName === "a" || tagName === "link";
  const isFine = ownAddress.test(value) || (isLink && linkedScheme.test(value));
  assert.ok(isFine, `${where}: <${tagName}> leads to ${JSON.stringify(value)}`);
}

type Node = DefaultTreeAdapterTypes.Node;

function* elementsIn(root: Node): Generator<DefaultTreeAdapterTypes.Element> {
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if ("tagName" in node) yield node;
    if ("content" in node) waiting.push(node.content);
    if ("childNodes" in node) waiting.push(...node.childNodes);
  }
}
