/** Where addresses of rooms lead, by alias or id in lower case: `#general:example.org` → `general`. */
export type RoomPlaces = ReadonlyMap<string, string>;

/**
 * What an address without a page was probably meant to be: aliases and ids of rooms, however often encoded, become slugs; dates get
 * their form; case, slashes and signs that a sentence left behind are put right. `path` and the answer stand below the site's base
 * path, without a slash in front. undefined for what cannot be decoded.
 */
export function repairedPath(path: string, places: RoomPlaces): string | undefined {
  const text = decoded(path);
  if (text === undefined) return undefined;
  const [first = "", ...others] = text
    .toLowerCase()
    .replace(/[\s)\]>,;.'"»”]+$/u, "")
    .replace(/\/index\.html?$/u, "")
    .split("/")
    .filter((segment) => segment !== "");
  if (first === "") return "";
  const slug = places.get(first) ?? places.get(`#${first}`) ?? first;
  const rest = dated(others.join("/"));
  const repaired = rest === "" ? slug : `${slug}/${rest}`;
  return /\.[a-z]+$/u.test(repaired) ? repaired : `${repaired}/`;
}

/** Links that were encoded twice are common where an alias was put into an address that was encoded already. */
function decoded(path: string): string | undefined {
  try {
    const once = decodeURIComponent(path);
    return /%(?:23|21|3a)/iu.test(once) ? decodeURIComponent(once) : once;
  } catch {
    return undefined;
  }
}

/** `2024-3-5` and `2024/3/5` → `2024/03/05`; anything else as it is. */
function dated(rest: string): string {
  const match = /^(\d{4})(?:[-./](\d{1,2})(?:[-./](\d{1,2})((?:\/\d+)?))?)?$/u.exec(rest);
  if (match === null) return rest;
  const [, year = "", month, date, part = ""] = match;
  const parts = [year, month, date].filter((one) => one !== undefined);
  return parts.map((one) => one.padStart(2, "0")).join("/") + part;
}
