import type { ThreadEntry, ThreadPage } from "#view/models.ts";
import { basePath, calendarDay, frameFor, harbour, messageFor } from "./page-models.ts";

const path = "harbour/thread/mara0802xxxxxxxx/";

export const dayThreads: readonly ThreadEntry[] = [
  { href: basePath + path, heading: "The gauge went quiet", author: "Mara", note: "3 replies, last on 4 March 2026" },
  { href: `${basePath}harbour/thread/x/`, heading: "Thread of 3 March 2026", author: undefined, note: "9 replies" },
];

/** A thread over two days. */
export function threadPage(): ThreadPage {
  const dayHref = (date: string) => `${harbour.href}2026/03/${date}/`;
  const group = (author: string, label: string, date: string, text: string) => {
    const message = messageFor(author, label, text);
    const sender = {
      name: author,
      userId: `@${author.toLowerCase()}:example.org`,
      initial: author.slice(0, 1),
      hue: 2,
    };
    const place = { id: `t-${message.id}`, href: `${dayHref(date)}#${message.id}` };
    return { kind: "group" as const, sender, messages: [{ ...message, ...place }] };
  };
  return {
    kind: "thread",
    drawnFrom: [],
    frame: frameFor("Harbour: The gauge went quiet", path, [{ href: harbour.href, label: harbour.title }]),
    room: harbour,
    heading: "The gauge went quiet",
    note: "Part 2 of a thread that began on 3 March 2026.",
    rootNotShown: "The message that began this thread is not shown.",
    start: { href: basePath + path, label: "From the beginning of the thread" },
    previous: { href: basePath + path, label: "part 1" },
    next: { href: `${basePath}${path}3/`, label: "part 3" },
    days: [
      {
        day: calendarDay("2026-03-03"),
        label: "Tuesday, 3 March 2026",
        href: `${dayHref("03")}#mara0802xxxxxxxx`,
        entries: [
          group("Mara", "08:02", "03", "The gauge went quiet"),
          { kind: "pause", text: "3 hours later" },
          group("Kenji", "11:09", "03", "A crab"),
        ],
      },
      {
        day: calendarDay("2026-03-04"),
        label: "Wednesday, 4 March 2026",
        href: `${dayHref("04")}#mara0900xxxxxxxx`,
        entries: [group("Mara", "09:00", "04", "Of course")],
      },
    ],
    opensPictures: false,
  };
}
