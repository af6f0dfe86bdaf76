import type { Feed } from "#view/models.ts";

export const plainFeed: Feed = {
  path: "general/feed.xml",
  id: "https://chat.example.org/general/feed.xml",
  title: "General · Example chat",
  selfHref: "https://chat.example.org/general/feed.xml",
  pageHref: "https://chat.example.org/general/",
  updated: "2024-03-06T00:00:00Z",
  entries: [
    {
      id: "https://chat.example.org/general/2024/03/05/",
      title: "General, 5 March 2024",
      href: "https://chat.example.org/general/2024/03/05/",
      published: "2024-03-05T00:00:00Z",
      updated: "2024-03-06T00:00:00Z",
      summary: "Ann: Who has the keys?",
    },
  ],
  drawnFrom: [],
};

/** What strangers may have written: markup, ends of sections, control signs, non-characters, other directions. */
const hostileText =
  "</summary><script>alert(1)</script> ]]> <![CDATA[ &amp; &#0; &lt; \u0007\u001B[31m \uFFFE \u202Eעברית\u202C 👍\nsecond 'line' \"here\"";

/** The same as XML can carry it. */
export const carriedText = ["\u0007", "\u001B", "\uFFFE"].reduce(
  (text, sign) => text.replaceAll(sign, ""),
  hostileText,
);

export const hostileFeed: Feed = {
  ...plainFeed,
  title: hostileText,
  entries: plainFeed.entries.map((entry) => ({ ...entry, title: hostileText, summary: hostileText })),
};
