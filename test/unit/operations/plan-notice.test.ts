import assert from "node:assert/strict";
import { test } from "node:test";
import { parseConfig } from "#config/parse-config.ts";
import { noticeFor } from "#operations/plan-notice.ts";

function noticeOf(room: object, publication: object = {}) {
  const text = JSON.stringify({
    site: { url: "https://example.org/chat/", title: "Chat", contact: "mailto:archive@example.org" },
    homeserver: { url: "https://matrix.example.org" },
    rooms: [{ room: "#general:example.org", ...room }],
    publication,
  });
  const config = parseConfig(text, { file: "daybook.yaml", folder: "/srv/chat", readText: () => "" });
  const [first] = config.rooms;
  assert.ok(first !== undefined);
  return noticeFor(config, first);
}

test("a notice says where, when, what search engines do and how to be left out", () => {
  assert.deepEqual(noticeOf({}, { delay: "24h" }), {
    topic: "Public archive: https://example.org/chat/general/",
    message:
      "Anyone can already read the history of this room. It is now also published as web pages, each message 24 hours after it was sent at the earliest. " +
      "Search engines are asked not to list the pages. Remove a message here and it goes from there too. " +
      "To be left out, or to have something removed, write to archive@example.org. The archive: https://example.org/chat/general/ " +
      "Why it is public, and what is left out of it: https://example.org/chat/general/about/",
  });
});

test("a notice follows the room's own rules", () => {
  const { message } = noticeOf({ index: true, since: "2024-01-01", delay: "0s", contact: "https://example.org/help" });
  assert.match(
    message,
    /published as web pages\. Nothing from before 2024-01-01 is published\. Search engines may list/,
  );
  assert.match(message, /write to https:\/\/example\.org\/help\./);
  assert.match(noticeOf({ names: "pseudonym" }).message, /Names are replaced by others\./);
});

test("a delay is said in the largest unit that comes out even", () => {
  const words = ["90m", "1h", "48h", "30d", "36h"].map(
    (delay) => /each message (.*?) after/.exec(noticeOf({ delay }).message)?.[1],
  );
  assert.deepEqual(words, ["90 minutes", "1 hour", "2 days", "30 days", "36 hours"]);
});
