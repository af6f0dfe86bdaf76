import type { DayPageEntry, LineTile, MessageGroup, MessageTile, SenderView } from "#view/models.ts";
import { face, messagesWithMedia } from "./media-entries.ts";
import { messageFor, safeHtml } from "./page-models.ts";

/** Marked on the page of every kind. */
export const hours = ["08", "09"].map((hour) => ({
  kind: "hour" as const,
  id: `h${hour}`,
  iso: `2026-03-03T${hour}:00:00Z`,
  label: `${hour}:00`,
}));

/** Everything that a day can show. */
export function entriesOfEveryKind(): readonly DayPageEntry[] {
  const code = `<pre><code class="language-c">${"while (tide_is_rising()) wait_for_the_next_reading(); ".repeat(4)}</code></pre>`;
  const table = `<table><tr>${"<th>Station</th><td>4.12 metres</td>".repeat(6)}</tr></table>`;
  const maths = '<div data-mx-maths="\\frac{1}{2}">half</div>';
  const answers = [
    { text: "Saturday", votes: 3, percent: 75 },
    { text: "Sunday", votes: 1, percent: 25 },
  ];
  const long = "<p>The pump started, the pump stopped.</p>".repeat(50);
  const reply = {
    kind: "shown",
    author: "\u0644\u064A\u0644\u0649",
    hue: 0,
    text: "The gauge went quiet",
    href: "#mara0802xxxxxxxx",
  } as const;
  const thread = { kind: "root", text: "Thread: 5 replies", href: undefined } as const;
  const reactions = [{ key: "🌊", count: 2, label: "2 people reacted with 🌊" }];
  const lost = { kind: "not-shown", text: "In reply to a message that is not shown" } as const;
  return [
    ...hours.slice(0, 1),
    group("Mara", 0, [
      messageFor("Mara", "08:02", "The gauge at the east pier went quiet."),
      messageFor("Mara", "08:03", code, { edited: true }),
    ]),
    group("Kenji", 7, [messageFor("Kenji", "08:09", "The flag is down.", { reply, thread, reactions })]),
    lineOf("line", "Mara changed the topic"),
    ...hours.slice(1),
    group("נועה", 4, [messageFor("Noa", "09:01", "אפשר לנסות להחליף את הסוללה")]),
    group("Board", 2, [
      messageFor("Board", "09:02", "Hello", {
        permalinkLabel: "Permalink to Board’s message, time unknown",
        time: { iso: "2026-03-03", label: "time unknown", trusted: false },
      }),
    ]),
    { kind: "pause", text: "3 hours later" },
    {
      kind: "members",
      text: "1 person joined, 1 left",
      lines: [lineOf("join", "Ilse joined"), lineOf("left", "Kenji left")],
    },
    {
      ...group(
        "Pump",
        3,
        ["one", "two", "three", "four"].map((word) => noticeOf(word)),
      ),
      moreNotices: "3 more notices",
    },
    { kind: "removed", ids: ["goneaxxxxxxxxxxx", "gonebxxxxxxxxxxx"], text: "2 messages were removed." },
    group("Gauge bot", 5, [
      messageFor("Bot", "09:30", "", {
        body: { kind: "poll", question: "When do we paint?", answers, status: "4 people voted." },
      }),
      messageFor("Bot", "09:31", `Low ${table} ${maths}`),
      messageFor("Bot", "09:32", 'It was <span data-mx-spoiler="">a crab on the antenna</span>.', { reply: lost }),
      messageFor("Bot", "23:40", "", {
        body: { kind: "line", text: "Image box.jpg, not copied yet", captionHtml: undefined },
      }),
    ]),
    { ...group("Mara", 0, messagesWithMedia()), sender: { ...senderOf("Mara", 0), avatar: face } },
    group("Ilse", 9, [messageFor("Ilse", "23:50", long, { body: { kind: "text", html: safeHtml(long), long: true } })]),
  ];
}

function lineOf(id: string, text: string): LineTile {
  return {
    kind: "line",
    id: `${id}0810`.padEnd(16, "x"),
    time: { iso: "2026-03-03T08:10:00Z", label: "08:10", trusted: true },
    permalinkLabel: "Permalink to this change, 08:10",
    text,
  };
}

function noticeOf(word: string): MessageTile {
  return {
    ...messageFor("Pump", "09:20", "", { body: { kind: "notice", html: safeHtml(`Reading ${word}`), long: false } }),
    id: `pump${word}`.padEnd(16, "x"),
  };
}

function group(name: string, hue: number, messages: MessageGroup["messages"]): MessageGroup {
  return { kind: "group", sender: senderOf(name, hue), messages };
}

function senderOf(name: string, hue: number): SenderView {
  return { name, userId: `@${name.length}:tidewater.example`, initial: name.slice(0, 1), hue };
}

/** Each by somebody else, the dearest case: no two share a head. */
export function plainEntry(_: unknown, index: number): DayPageEntry {
  const label = `10:${String(index % 60).padStart(2, "0")}`;
  return group(`Somebody ${index}`, index % 12, [
    { ...messageFor("Somebody", label, "Fair winds"), id: `p${index}`.padEnd(16, "x") },
  ]);
}
