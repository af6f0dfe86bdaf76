import assert from "node:assert/strict";
import { test } from "node:test";
import { buildScene } from "#test/support/build-scene.ts";
import { bob, eventId } from "#test/support/room-builder.ts";
import { textAt, type Tree } from "#test/support/site-build.ts";

const page = "general/index.html";

/** The words of the room's list of pinned messages; undefined: it has none. */
function pinnedOn(tree: Tree): string | undefined {
  const html = /<ul class="pinned"[^]*?<\/ul>/.exec(textAt(tree, page))?.[0];
  return html
    ?.replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}

test("pinned messages are on the room's page as they are now, the last one first, and go with their redaction", async (t) => {
  const { stored, after, build } = await buildScene(t);
  const { room } = stored;
  const first = room.text("acorn").at("2024-02-01 09:00");
  const second = room.text("beech").from(bob).at("2024-02-02 09:00");
  const young = room.text("not yet").at("2024-03-09 09:00");
  for (let day = 10; day < 25; day += 1) room.text("hi").at(`2024-02-${day} 09:00`);
  await stored.write();
  await stored.crawledAt("2024-03-05 00:00");
  await build();

  const pins = [first.event.eventId, eventId("$elsewhere"), young.event.eventId, second.event.eventId];
  const pinned = await after(() => stored.judge("open", { pins }));
  assert.equal(
    pinnedOn(pinned.tree),
    "@bob:example.org beech Friday, 2 February 2024 @alice:example.org acorn Thursday, 1 February 2024",
  );
  assert.match(textAt(pinned.tree, page), new RegExp(`href="/general/2024/02/01/#${first.placed.shortId}"`));
  assert.deepEqual(
    pinned.changed.filter((path) => path.endsWith(".html")),
    [page],
  );

  const edited = await after(async () => {
    room.edit(first, "oak").at("2024-02-25 09:00");
    await stored.write();
  });
  assert.match(pinnedOn(edited.tree) ?? "", /alice:example.org oak/);
  const redacted = await after(() => stored.redact(second));
  assert.doesNotMatch(pinnedOn(redacted.tree) ?? "", /beech/);
  const unpinned = await after(() => stored.judge("open", {}));
  assert.equal(pinnedOn(unpinned.tree), undefined);
});
