import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { linksToSite, looksInternal } from "#operations/plan-signs.ts";

const room = { name: undefined, topic: undefined, aliases: [] };

describe("rooms that read like rooms for insiders", () => {
  for (const [what, texts] of Object.entries({
    "a name": { name: "Staff lounge" },
    "a topic": { topic: "For moderators: what to do about spam" },
    "an alias": { aliases: ["#mod-room:example.org"] },
    "one of several aliases": { aliases: ["#tea:example.org", "#team_internal:example.org"] },
    "a word in capitals": { name: "SECURITY" },
  })) {
    test(`${what} gives such a room away`, () => {
      assert.equal(looksInternal({ ...room, ...texts }), true);
    });
  }

  test("only whole words count, and the server's name does not", () => {
    const harmless = { name: "Modern administering", topic: "Supported boards", aliases: ["#modem:staff.example.org"] };
    assert.equal(looksInternal({ ...room, ...harmless }), false);
    assert.equal(looksInternal(room), false);
  });
});

describe("a topic that links to the site", () => {
  const site = "https://example.org/chat/";

  for (const topic of [
    "Archive: https://example.org/chat/general/",
    "archive at example.org/chat",
    "Hello (https://Example.org/chat). Be kind.",
  ]) {
    test(`"${topic}" does`, () => assert.equal(linksToSite(topic, site), true));
  }

  for (const topic of [
    "Hello",
    undefined,
    "https://example.org/",
    "https://example.org/chatter/",
    "https://not-example.org/chat/",
    "https://old.example.org/chat/",
  ]) {
    test(`"${topic}" does not`, () => assert.equal(linksToSite(topic, site), false));
  }

  test("another host that begins with the site's own is another site", () => {
    assert.equal(linksToSite("https://example.org.example.com/", "https://example.org/"), false);
    assert.equal(linksToSite("Read it on example.org.", "https://example.org/"), true);
  });
});
