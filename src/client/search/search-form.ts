import { type SearchChoice, toOrder } from "./search-address.ts";

/** The form, its message line and its list, as the search page has them. */
export type SearchForm = {
  readonly form: HTMLFormElement;
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
  const [room, year, order] = ["room", "year", "order"].map((name) =>
    form?.querySelector<HTMLSelectElement>(`[name=${name}]`),
  );
  const { module, shards } = form?.dataset ?? {};
  if (!form || !status || !results || !words || !room || !year || !order) return undefined;
  if (module === undefined || shards === undefined) return undefined;
  return {
    form,
    status,
    results,
    moduleUrl: new URL(module, document.baseURI),
    shardsUrl: new URL(shards, document.baseURI),
    read: () => ({
      q: words.value.trim(),
      room: room.value,
      year: year.value,
      order: toOrder(order.value) ?? "best",
    }),
    write: (choice) => {
      words.value = choice.q;
      select(room, choice.room);
      select(year, choice.year);
      select(order, choice.order);
    },
  };
}

/** A value that the page does not offer, as in an old address, leaves the first choice. */
function select(field: HTMLSelectElement, value: string): void {
  field.value = value;
  if (field.selectedIndex === -1) field.selectedIndex = 0;
}
