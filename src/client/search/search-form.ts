import { type SearchChoice, toOrder } from "./search-address.ts";

/** The form, its message line and its list, as the search page has them. */
export type SearchForm = {
  readonly form: HTMLFormElement;
  /** The box for words. */
  readonly box: HTMLInputElement;
  readonly status: HTMLElement;
  readonly results: HTMLElement;
  /** Absolute addresses of Pagefind's script and of the list of shards. */
  readonly moduleUrl: URL;
  readonly shardsUrl: URL;
  readonly read: () => SearchChoice;
  readonly write: (choice: SearchChoice) => void;
};

/** Finds the form on the page; undefined where there is none. */
export function findSearchForm(): SearchForm | undefined {
  const form = document.querySelector<HTMLFormElement>("#search-form");
  const status = document.querySelector<HTMLElement>("#search-status");
  const results = document.querySelector<HTMLElement>("#search-results");
  const words = form?.querySelector<HTMLInputElement>("[name=q]");
  const from = form?.querySelector<HTMLInputElement>("[name=from]");
  const [room, year, month, has, order] = ["room", "year", "month", "has", "order"].map((name) =>
    form?.querySelector<HTMLSelectElement>(`[name=${name}]`),
  );
  const { module, shards } = form?.dataset ?? {};
  if (!form || !status || !results || !words || !from) return undefined;
  if (!room || !year || !month || !has || !order) return undefined;
  if (module === undefined || shards === undefined) return undefined;
  return {
    form,
    box: words,
    status,
    results,
    moduleUrl: new URL(module, document.baseURI),
    shardsUrl: new URL(shards, document.baseURI),
    read: () => ({
      q: words.value.trim(),
      room: room.value,
      year: year.value,
      month: month.value,
      from: from.value.trim(),
      has: has.value,
      order: toOrder(order.value) ?? "best",
    }),
    write: (choice) => {
      words.value = choice.q;
      select(room, choice.room);
      select(year, choice.year);
      select(month, choice.month);
      from.value = choice.from;
      select(has, choice.has);
      select(order, choice.order);
    },
  };
}

/** A value that the page does not offer, as in an old address, leaves the first choice. */
function select(field: HTMLSelectElement, value: string): void {
  field.value = value;
  if (field.selectedIndex === -1) field.selectedIndex = 0;
}
