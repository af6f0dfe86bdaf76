import assert from "node:assert/strict";
import { test } from "node:test";
import { parseAtomFeed } from "feedsmith";
import { renderFeed } from "#build/render-feed.ts";
import { carriedText, hostileFeed, plainFeed } from "#test/support/feeds.ts";

test("a feed keeps its ids, addresses, times and texts", () => {
  const { authors, ...parsed } = parseAtomFeed(renderFeed(plainFeed));
  assert.deepEqual(authors, [{ name: "General · Example chat" }]);
  assert.deepEqual(parsed, {
    id: "https://chat.example.org/general/feed.xml",
    title: { value: "General · Example chat" },
    updated: "2024-03-06T00:00:00.000Z",
    links: [
      { href: "https://chat.example.org/general/feed.xml", rel: "self", type: "application/atom+xml" },
      { href: "https://chat.example.org/general/", rel: "alternate", type: "text/html" },
    ],
    entries: [
      {
        id: "https://chat.example.org/general/2024/03/05/",
        title: { value: "General, 5 March 2024" },
        links: [{ href: "https://chat.example.org/general/2024/03/05/", rel: "alternate", type: "text/html" }],
        published: "2024-03-05T00:00:00.000Z",
        updated: "2024-03-06T00:00:00.000Z",
        summary: { value: "Ann: Who has the keys?", type: "text" },
      },
    ],
  });
});

test("the same feed gives the same bytes", () => {
  assert.equal(renderFeed(hostileFeed), renderFeed(structuredClone(hostileFeed)));
});

test("signs that XML cannot carry are left out, and nothing else", () => {
  const feed = renderFeed(hostileFeed);
  assert.doesNotMatch(feed, /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u);
  const [entry] = parseAtomFeed(feed).entries ?? [];
  assert.equal(entry?.summary?.value, carriedText);
});
