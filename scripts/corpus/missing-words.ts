import type { Nodes } from "hast";
import { fromHtml } from "hast-util-from-html";
import { shortIdFor } from "#lib/short-id.ts";
import { maskText } from "#message/mask-text.ts";
import type { Tree } from "#test/support/site-build.ts";
import type { ChatRecord } from "./chat-record.ts";
import { eventIdOf } from "./room-from-records.ts";

/** A record whose words are not all where they should be. */
export type Missing = {
  readonly record: ChatRecord;
  readonly page: string | undefined;
  readonly words: readonly string[];
};

/** The records whose page lacks some of their words; what is masked does not count, nor what was deleted. */
export function missingWords(records: readonly ChatRecord[], site: Tree): readonly Missing[] {
  const shown = shownTexts(site);
  const deleted = new Set(records.flatMap(({ type, src, target }) => (type === "delete" ? [`${src} ${target}`] : [])));
  return records.flatMap((record) => {
    const isSaid = record.type === undefined || record.type === "notice" || record.type === "emote";
    const words = isSaid && !deleted.has(`${record.src} ${record.id}`) ? wordsIn(maskText(textOf(record))) : [];
    if (words.length === 0) return [];
    const place = shown.get(shortIdFor(eventIdOf(record)));
    const there = new Set(wordsIn(place?.text ?? ""));
    const missing = words.filter((word) => !there.has(word));
    return missing.length === 0 ? [] : [{ record, page: place?.page, words: missing }];
  });
}

function textOf({ body = "", html }: ChatRecord): string {
  return html === undefined ? body : textIn(fromHtml(html, { fragment: true }));
}

function wordsIn(text: string): readonly string[] {
  return [...new Set(folded(text).match(/[\p{L}\p{N}]{2,}/gu) ?? [])];
}

function folded(text: string): string {
  return text.toWellFormed().normalize("NFC").replaceAll("[hidden]", " ").toLowerCase();
}

/** The text of each message of the site, by the id of its element. */
function shownTexts(site: Tree): ReadonlyMap<string, { readonly page: string; readonly text: string }> {
  const texts = new Map<string, { page: string; text: string }>();
  for (const [page, bytes] of site) {
    if (!/\/\d{4}\/\d{2}\/\d{2}\/(?:\d+\/)?index\.html$/.test(page)) continue;
    const visit = (node: Nodes): void => {
      const id = node.type === "element" ? node.properties["id"] : undefined;
      if (typeof id === "string") texts.set(id, { page, text: textIn(node) });
      if ("children" in node) node.children.forEach(visit);
    };
    visit(fromHtml(bytes.toString("utf8")));
  }
  return texts;
}

/** Line ends between blocks count as spaces, so that no word grows together with its neighbour. */
function textIn(node: Nodes): string {
  if (node.type === "text") return node.value;
  if (node.type === "element" && /^(?:script|style|template)$/.test(node.tagName)) return "";
  const alt = node.type === "element" && node.tagName === "img" ? ` ${node.properties["alt"] ?? ""} ` : "";
  const isBlock =
    node.type === "element" && !/^(?:a|b|i|u|s|em|strong|del|code|span|sub|sup|bdi|font)$/.test(node.tagName);
  const inner = "children" in node ? node.children.map(textIn).join("") : "";
  return `${alt}${isBlock ? " " : ""}${inner}${isBlock ? " " : ""}`;
}
