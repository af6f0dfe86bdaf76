import type { Element, ElementContent, Root } from "hast";
import { toHtml } from "hast-util-to-html";
import { partsOfDay } from "#lib/calendar-day.ts";
import { formatHitLabel } from "#lib/search-shards.ts";
import type { SearchDay, SearchMessage, SearchPart } from "#view/search-day.ts";

/**
 * A page as Pagefind reads it: of each message an empty element with its id and label, then its text. (The text of an
 * element with an id would be stored twice, and after a block Pagefind writes a full stop that nobody said.)
 */
export function searchDocument(day: SearchDay, part: SearchPart, language: string): string {
  const body: Element = {
    type: "element",
    tagName: "body",
    properties: {
      dataPagefindBody: "",
      dataRoom: day.slug,
      dataYear: partsOfDay(day.day).year,
      dataDay: day.day,
      dataPagefindFilter: "room[data-room], year[data-year]",
      dataPagefindSort: "day[data-day]",
    },
    children: part.messages.flatMap(messageNodes),
  };
  const html: Element = { type: "element", tagName: "html", properties: { lang: language }, children: [body] };
  const document: Root = { type: "root", children: [{ type: "doctype" }, html] };
  return toHtml(document, { allowDangerousHtml: false });
}

function messageNodes(message: SearchMessage): ElementContent[] {
  const anchor: Element = {
    type: "element",
    tagName: "span",
    properties: { id: message.id, dataPagefindTitle: formatHitLabel(message) },
    children: [],
  };
  const text: ElementContent = { type: "text", value: ` ${toIndexedText(message.text)} ` };
  return [anchor, message.isNotice === true ? inSmallWeight(text) : text];
}

function inSmallWeight(text: ElementContent): Element {
  return { type: "element", tagName: "span", properties: { dataPagefindWeight: noticeWeight }, children: [text] };
}

/** Where people's words have 1; with a quarter of that a program that says a word three times would still come first. */
const noticeWeight = "0.1";

const maxRunLength = 200;

/**
 * The text as its words are counted. Rust and JavaScript disagree about rare spaces, Pagefind takes a zero-width space in
 * the text for its own mark, and a run of 200 letters without a space is data, whose end nobody looks for.
 */
export function toIndexedText(text: string): string {
  return text
    .replace(/\u200B/gu, "")
    .replace(/[\s\u0085]+/gu, " ")
    .trim()
    .replace(
      /\S{201,}/gu,
      (run) =>
        `${run
          .slice(0, maxRunLength)
          .toWellFormed()
          .replace(/\uFFFD$/u, "")}…`,
    );
}
