// Without this script a reader of a day finds the calendar one link away, on the page of the month.
// It is taken from there rather than built into each day, so that a new day changes no page of another.

/** Replaces the link to the month by the month's own table, once the window is wide enough to have room for it. */
export function unfoldMonth(): void {
  const place = document.querySelector<HTMLElement>("[data-month]");
  const wideEnough = matchMedia("(min-width: 68rem)");
  if (place === null) return;
  if (wideEnough.matches) void unfold(place);
  else wideEnough.addEventListener("change", () => void unfold(place), { once: true });
}

async function unfold(place: HTMLElement): Promise<void> {
  const { month, day } = place.dataset;
  if (month === undefined || day === undefined) return;
  const calendar = await fetchCalendar(month).catch(() => undefined); // the link stays, which is as good
  if (calendar === undefined) return;
  markDay(calendar, day);
  place.replaceChildren(calendar);
}

async function fetchCalendar(monthHref: string): Promise<Element | undefined> {
  const answer = await fetch(monthHref);
  if (!answer.ok) return undefined;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const calendar = page.querySelector("table.calendar");
  if (calendar === null) return undefined;
  linkCaption(calendar, monthHref);
  return document.adoptNode(calendar);
}

/** On its own page the month's name is no link; beside a day it is the way there. */
function linkCaption(calendar: Element, monthHref: string): void {
  const caption = calendar.querySelector("caption");
  if (caption === null || caption.querySelector("a") !== null) return;
  const link = caption.ownerDocument.createElement("a");
  link.href = monthHref;
  link.textContent = caption.textContent;
  caption.replaceChildren(link);
}

/** The table's link to a day ends with the day of the month: `/05/`. */
function markDay(calendar: Element, day: string): void {
  for (const link of calendar.querySelectorAll("td a")) {
    if (link.getAttribute("href")?.endsWith(`/${day.slice(8)}/`) === true) link.setAttribute("aria-current", "date");
  }
}
