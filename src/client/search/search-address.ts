export type SearchOrder = "best" | "newest" | "oldest";

/** What the form holds and the address carries, so that a search can be shared. */
export type SearchChoice = {
  readonly q: string;
  /** Slug; empty: every room. */
  readonly room: string;
  /** `YYYY`; empty: every year. */
  readonly year: string;
  /** `MM`; empty: every month. With a year that month alone, without one the same month of each. */
  readonly month: string;
  /** A part of the sender's name; empty: everybody. */
  readonly from: string;
  /** `link`, `code`, `image` or `file`; empty: anything. */
  readonly has: string;
  readonly order: SearchOrder;
};

/** What an address asks for; what it does not name stays as the page has it. */
export function readSearchAddress(search: string, preset: SearchChoice): SearchChoice {
  const given = new URLSearchParams(search);
  return {
    q: given.get("q") ?? preset.q,
    room: given.get("room") ?? preset.room,
    year: given.get("year") ?? preset.year,
    month: given.get("month") ?? preset.month,
    from: given.get("from") ?? preset.from,
    has: given.get("has") ?? preset.has,
    order: toOrder(given.get("order")) ?? preset.order,
  };
}

/** The shortest query string that asks for the same on this page: with its question mark, or empty. */
export function searchAddressFor(choice: SearchChoice, preset: SearchChoice): string {
  const asked = new URLSearchParams();
  for (const key of ["q", "room", "year", "month", "from", "has", "order"] as const) {
    if (choice[key] !== preset[key]) asked.set(key, choice[key]);
  }
  return asked.size === 0 ? "" : `?${asked}`;
}

export function toOrder(text: string | null): SearchOrder | undefined {
  return text === "best" || text === "newest" || text === "oldest" ? text : undefined;
}
