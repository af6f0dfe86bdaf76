// Without this script a reader cannot search; the page then offers the calendars and a search engine's site search.

import { readSearchAddress, searchAddressFor, type SearchChoice } from "./search/search-address.ts";
import { findSearchForm, type SearchForm } from "./search/search-form.ts";
import { listenToResultKeys } from "./search/result-keys.ts";
import { isEmptyQuery, queryFor } from "./search/search-query.ts";
import { makeSearcher } from "./search/searcher.ts";

const search = findSearchForm();
if (search !== undefined) setUp(search);

function setUp(page: SearchForm): void {
  const preset = page.read();
  const searcher = makeSearcher(page, ask);

  page.form.addEventListener("submit", (submitted) => {
    submitted.preventDefault();
    ask(page.read());
  });
  page.form.addEventListener("change", (changed) => {
    const shown = isEmptyQuery(queryFor(readSearchAddress(location.search, preset)));
    if (changed.target instanceof HTMLSelectElement && !(shown && isEmptyQuery(queryFor(page.read()))))
      ask(page.read());
  });
  listenToResultKeys(page.box, page.results);
  globalThis.addEventListener("popstate", showAddress);
  showAddress();

  /** A new search: an entry of its own in the reader's history. */
  function ask(choice: SearchChoice): void {
    const query = searchAddressFor(choice, preset);
    if (query !== location.search) history.pushState(null, "", location.pathname + query);
    page.write(choice);
    searcher(choice);
  }

  function showAddress(): void {
    const choice = readSearchAddress(location.search, preset);
    page.write(choice);
    searcher(choice);
  }
}
