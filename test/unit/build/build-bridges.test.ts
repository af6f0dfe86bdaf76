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

test("people of Telegram are shown under other names alone, and labelled all the same", async (t) => {
  const telegram = userId("@telegram_4711:example.org");
  const { stored, build, tree, configure } = await buildScene(t, { rooms: consent("telegram") });
  stored.room.text("periwinkle").from(telegram);
  stored.room.text("said here");
  await stored.write();
  await stored.profile(telegram, "Corvina");
  await stored.crawledAt("2024-04-01 00:00");
  await build();
  assert.deepEqual(filesWith(await tree(), "periwinkle"), []);

  const [listed] = consent("telegram");
  await build({}, configure({ rooms: [{ ...listed, names: "pseudonym" }] }));
  const site = await tree();
  assert.match(textAt(site, "general/2024/03/05/index.html"), /<\/b>\s*<small>on Telegram<\/small>/);
  assert.notDeepEqual(filesWith(site, "periwinkle"), []);
  for (const word of ["Corvina", "4711"]) assert.deepEqual(filesWith(site, word), [], word);
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

test("what a bridge says for somebody stands under that name, in quotes too, and the mark [off] counts behind it", async (t) => {
  const rooms = [{ ...consent("discord")[0], offRecord: "[off]" }];
  const { stored, build, tree } = await buildScene(t, { rooms });
  const profile = { "com.beeper.per_message_profile": { displayname: "Corvina (Discord)", has_fallback: true } };
  const relay = (words: string) => stored.room.message({ msgtype: "m.text", body: words, ...profile }).from(ghost);
  const asked = relay("Corvina (Discord): where is the tide?");
  relay("Corvina (Discord): [off] periwinkle");
  stored.room.reply(asked, "out");
  await stored.write();
  await stored.profile(ghost, "Discord bridge");
  await stored.crawledAt("2024-04-01 00:00");
  await build();
  const site = await tree();
  const page = textAt(site, "general/2024/03/05/index.html");
  assert.equal(page.match(/Corvina/g)?.length, page.match(/Corvina(?! \(Discord\))/g)?.length);
  assert.match(page, />\s*where is the tide\?/);
  assert.match(page, /Corvina\s*<\/b>\s*<small>on Discord<\/small>/);
  for (const word of ["periwinkle", "Discord bridge"]) assert.deepEqual(filesWith(site, word), [], word);
});
