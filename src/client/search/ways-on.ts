import type { SearchChoice } from "./search-address.ts";
import type { SearchQuery } from "./search-query.ts";
import { element } from "./result-list.ts";
import type { SearchWords } from "./search-words.ts";

/** What a reader can do where a search ends: look in more places, change the words, browse. */
export type WaysOn = {
  readonly choice: SearchChoice;
  readonly query: SearchQuery;
  /** The site's root, as an absolute address. */
  readonly siteUrl: URL;
  readonly words: SearchWords;
  /** Searches again with another choice. */
  readonly search: (choice: SearchChoice) => void;
};

/** Buttons for wider searches; empty when there is nothing wider. */
export function widerSearches({ choice, words, search }: WaysOn): readonly HTMLElement[] {
  const ways: HTMLElement[] = [];
  if (choice.room !== "") ways.push(button(words.everyRoom, () => search({ ...choice, room: "" })));
  if (choice.year !== "" || choice.month !== "")
    ways.push(button(words.everyYear, () => search({ ...choice, year: "", month: "" })));
  if (choice.from !== "") ways.push(button(words.everybody, () => search({ ...choice, from: "" })));
  if (choice.has !== "") ways.push(button(words.everyKind, () => search({ ...choice, has: "" })));
  return ways;
}

/** A list of everything that may help when nothing was found. */
export function waysOn(ways: WaysOn): HTMLElement {
  const { query, choice, siteUrl, words } = ways;
  const room = query.room ?? choice.room;
  const items: (HTMLElement | string)[] = [...widerSearches(ways)];
  if (query.phrases.length > 0) items.push(words.noQuotes);
  if (query.words.length > 1) items.push(words.fewerWords);
  const calendar = new URL(room === "" ? "" : `${room}/`, siteUrl);
  items.push(element("a", { href: calendar.pathname }, room === "" ? words.calendar : words.calendarOfRoom));
  const list = element("ul", {}, ...items.map((item) => element("li", {}, item)));
  return element("div", { class: "found-ways" }, element("p", {}, words.waysOn), list);
}

/** A button that works inside no form. */
export function button(label: string, act: () => void): HTMLButtonElement {
  const made = element("button", { type: "button" }, label);
  made.addEventListener("click", act);
  return made;
}
