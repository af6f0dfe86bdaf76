import { findPages } from "./find-pages.ts";
import { element, makeResultList } from "./result-list.ts";
import type { SearchChoice } from "./search-address.ts";
import type { SearchForm } from "./search-form.ts";
import { openSearchIndex, type SearchIndex } from "./search-index.ts";
import { isEmptyQuery, queryFor } from "./search-query.ts";
import { listResults, type ResultView } from "./list-results.ts";
import { fillIn, searchWordsFor } from "./search-words.ts";
import { button, waysOn, type WaysOn } from "./ways-on.ts";

/**
 * What answers a reader's searches on a page, one at a time: a new one ends the one before. `ask` is called when the
 * reader takes one of the ways on that are offered. The index is opened with the first search.
 */
export function makeSearcher(page: SearchForm, ask: (choice: SearchChoice) => void): (choice: SearchChoice) => void {
  const language = document.documentElement.lang || "en";
  const words = searchWordsFor(language);
  const foot = element("div", { class: "found-foot" });
  page.results.after(foot);
  let index: Promise<SearchIndex> | undefined;
  let latestTurn = 0;

  return (choice) => {
    latestTurn += 1;
    const turn = latestTurn;
    const view = viewFor(() => turn === latestTurn);
    const query = queryFor(choice);
    page.results.replaceChildren();
    view.offer();
    if (isEmptyQuery(query)) {
      view.say(choice.q.trim() === "" ? "" : words.noWords);
      return;
    }
    view.say(words.searching);
    const opening = index ?? openSearchIndex(page.moduleUrl, page.shardsUrl);
    index = opening;
    const ways = { choice, query, siteUrl: new URL("../", page.shardsUrl), words, search: ask };
    answer(opening, ways, view).catch(fail);

    function fail(): void {
      forget(opening);
      view.say(typeof WebAssembly === "undefined" ? words.unsupported : words.failed);
      view.offer(button(words.tryAgain, () => ask(choice)));
    }
  };

  /** Only the latest search may write on the page. */
  function viewFor(isLatest: () => boolean): ResultView {
    return {
      isLatest,
      say: (text) => {
        if (isLatest()) page.status.textContent = text;
      },
      offer: (...nodes) => {
        if (isLatest()) foot.replaceChildren(...nodes);
      },
    };
  }

  async function answer(opening: Promise<SearchIndex>, ways: WaysOn, view: ResultView): Promise<void> {
    const opened = await opening;
    const { choice, query } = ways;
    const titles = new Map(opened.shards.rooms.map(({ slug, title }) => [slug, title]));
    if (query.room !== undefined && !titles.has(query.room)) {
      view.say(fillIn(words.unknownRoom, { room: query.room, rooms: [...titles.keys()].join(", ") }));
      view.offer(waysOn({ ...ways, query: { ...query, room: undefined } }));
      return;
    }
    const scope = {
      room: query.room ?? (choice.room === "" ? undefined : choice.room),
      year: choice.year === "" ? undefined : choice.year,
      month: choice.month === "" ? undefined : choice.month,
      before: query.before,
      after: query.after,
    };
    const pages = findPages(opened, query, { scope, order: choice.order, progress });
    const number = new Intl.NumberFormat(language);
    function progress(done: number, total: number): void {
      if (done > 0) view.say(fillIn(words.searchingOn, { done: number.format(done), total: number.format(total) }));
    }
    const list = makeResultList(page.results, { language, titleOf: (slug) => titles.get(slug) ?? slug });
    await listResults({ pages, list, count: 0 }, { ways, view, language });
  }

  /** After a failure the next search opens the index anew. */
  function forget(failed: Promise<SearchIndex>): void {
    if (index !== failed) return;
    index = undefined;
    void close(failed);
  }
}

async function close(opening: Promise<SearchIndex>): Promise<void> {
  const [opened] = await Promise.allSettled([opening]);
  if (opened.status === "fulfilled") await opened.value.close();
}
