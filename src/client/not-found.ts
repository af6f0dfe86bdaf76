// Without this script a reader of the page for missing addresses finds the room in the list, and the day in its calendar.

import { dateLocaleOf } from "#lib/date-locale.ts";
import { nearestDays, type NearestDays } from "./not-found/nearest-days.ts";
import { repairedPath, type RoomPlaces } from "./not-found/repaired-path.ts";

const help = document.querySelector<HTMLElement>("[data-places]");
// Where a page cannot be read, the list of rooms is still there.
if (help !== null) repair(help).catch(() => undefined);

/** Goes where the address was meant to lead, if there is such a page; offers the nearest days for a day without one. */
async function repair(place: HTMLElement): Promise<void> {
  const { base = "/", places = "[]" } = place.dataset;
  if (!location.pathname.startsWith(base)) return;
  const rooms: RoomPlaces = new Map(JSON.parse(places) as readonly (readonly [string, string])[]);
  const path = location.pathname.slice(base.length);
  const repaired = repairedPath(path, rooms);
  if (repaired === undefined) return;
  const [, slug, ...date] = /^([^/]+)\/(\d{4})\/(\d{2})\/(\d{2})\//u.exec(repaired) ?? [];
  const isKnownRoom = new Set(rooms.values()).has(repaired.split("/", 1)[0] ?? "");
  if (repaired !== path && isKnownRoom && (await fetch(base + repaired)).ok) {
    location.replace(base + repaired + location.search + location.hash);
    return;
  }
  if (slug === undefined || !isKnownRoom) return;
  offer(place, `${base}${slug}/`, await nearestDays(slug, date.join("-"), async (one) => readLinks(base, one)));
}

/** Links of a page below its room's address. */
async function readLinks(base: string, path: string): Promise<readonly string[]> {
  const answer = await fetch(base + path);
  if (!answer.ok) return [];
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const room = `${base}${path.split("/", 1)[0]}/`;
  const hrefs = [...page.querySelectorAll("a[href]")].map((link) => link.getAttribute("href") ?? "");
  return hrefs.filter((href) => href.startsWith(room)).map((href) => href.slice(room.length));
}

function offer(place: HTMLElement, roomHref: string, { before, after }: NearestDays): void {
  const days = [before, after].filter((day) => day !== undefined);
  if (days.length === 0) return;
  const which = before === undefined ? "earlier" : after === undefined ? "later" : "between";
  place.querySelector<HTMLElement>(`[data-when="${which}"]`)?.removeAttribute("hidden");
  const format = new Intl.DateTimeFormat(dateLocaleOf(document.documentElement.lang || "en"), {
    dateStyle: "full",
    timeZone: "UTC",
    calendar: "gregory",
  });
  for (const day of days) {
    const link = document.createElement("a");
    link.href = `${roomHref}${day.replaceAll("-", "/")}/`;
    link.textContent = format.format(new Date(`${day}T00:00:00Z`));
    const item = document.createElement("li");
    item.append(link);
    place.querySelector("ul")?.append(item);
  }
}
