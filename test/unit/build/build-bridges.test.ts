import assert from "node:assert/strict";
import { test } from "node:test";
import { buildScene } from "#test/support/build-scene.ts";
import { userId } from "#test/support/ids.ts";
import { filesWith, textAt } from "#test/support/site-build.ts";

const agreed = { channel: "#tide", agreedBy: "channel ops", on: "2026-01-02", evidence: "https://example.org/minutes" };
const room = { room: "#general:example.org", index: true };
const consent = (...networks: readonly string[]) => [
  { ...room, bridges: networks.map((network) => ({ ...agreed, network })) },
];
const ghost = userId("@_discord_4711:example.org");
const libera = { name: "Libera Chat", network: "Libera.Chat", calledBy: ["libera", "liberachat"] };

test("each page of a bridged room names the other network and channel, and its people are labelled", async (t) => {
  const { stored, build, tree } = await buildScene(t, { rooms: consent("libera", "discord") });
  stored.room.text("said over there").from(ghost);
  stored.room.text("said here");
  await stored.write();
  await stored.profile(ghost, "Corvina");
  await stored.judge("open", { bridges: [libera] });
  await stored.crawledAt("2024-04-01 00:00");
  await build();
  const site = await tree();
  const pages = [...site.keys()].filter((path) => /^general\/.*index\.html$/.test(path));
  assert.ok(pages.length >= 6, pages.join(" "));
  for (const path of pages) {
    const text = textAt(site, path).replaceAll(/[\u{2068}\u{2069}]/gu, "");
    assert.match(text, /This room is joined to #tide on Libera\.Chat;/, path);
    assert.match(text, /This room is joined to #tide on Discord;/, path);
  }
  assert.doesNotMatch(textAt(site, "index.html"), /is joined to/);
  assert.match(textAt(site, "general/2024/03/05/index.html"), /Corvina\s*<\/b>\s*<small>on Discord<\/small>/);
});

test("an entry that is taken away withholds its people and closes a bridged room, without another crawl", async (t) => {
  const { stored, build, tree, configure } = await buildScene(t, { rooms: consent("libera", "discord") });
  stored.room.text("periwinkle").from(ghost);
  const asked = stored.room.text("said here");
  stored.room.reply(asked, "and answered here");
  await stored.write();
  await stored.judge("open", { bridges: [libera] });
  await stored.crawledAt("2024-04-01 00:00");
  await build();
  assert.notDeepEqual(filesWith(await tree(), "periwinkle"), []);

  await build({}, configure({ rooms: consent("libera") }));
  const without = await tree();
  for (const word of ["periwinkle", "4711"]) assert.deepEqual(filesWith(without, word), [], word);
  assert.match(textAt(without, "general/2024/03/05/index.html"), /and answered here/);

  await build({}, configure({ rooms: consent("discord") }));
  const closed = await tree();
  for (const word of ["periwinkle", "answered here", "general"]) assert.deepEqual(filesWith(closed, word), [], word);
});
