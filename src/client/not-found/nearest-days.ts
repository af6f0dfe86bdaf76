/** The last day before one without a page, and the first after it, as `YYYY-MM-DD`; undefined where there is none. */
export type NearestDays = { readonly before: string | undefined; readonly after: string | undefined };

/** Reads what dates a page of the site links to, below a path of its own. Empty where there is no such page. */
export type ReadLinks = (path: string) => Promise<readonly string[]>;

/**
 * The days of a room beside `day`, found in the calendars that readers use: the room's page names its months, a month's page its
 * days. At most four pages are read.
 */
export async function nearestDays(slug: string, day: string, readLinks: ReadLinks): Promise<NearestDays> {
  const month = day.slice(0, 7);
  const months = dates(await readLinks(`${slug}/`), /^(\d{4})\/(\d{2})\//u);
  const daysOf = async (one: string | undefined): Promise<readonly string[]> =>
    one === undefined
      ? []
      : dates(await readLinks(`${slug}/${one.replace("-", "/")}/`), /^(\d{4})\/(\d{2})\/(\d{2})\/$/u);
  const own = months.includes(month) ? (await daysOf(month)).filter((one) => one.startsWith(month)) : [];
  const before = own.findLast((one) => one < day);
  const after = own.find((one) => one > day);
  const earlier = months.findLast((one) => one < month);
  const later = months.find((one) => one > month);
  return {
    before: before ?? (await daysOf(earlier)).findLast((one) => one < day),
    after: after ?? (await daysOf(later)).find((one) => one > day),
  };
}

function dates(links: readonly string[], form: RegExp): readonly string[] {
  const found = links.flatMap((link) => {
    const match = form.exec(link);
    return match === null ? [] : [match.slice(1).join("-")];
  });
  return [...new Set(found)].toSorted();
}
