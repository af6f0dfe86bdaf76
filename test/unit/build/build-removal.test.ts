import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { followRemovals } from "#build/follow-removals.ts";
import { buildScene, pagesIn, type BuildScene } from "#test/support/build-scene.ts";
import { removeInChild } from "#test/support/remove-in-child.ts";
import { bob, idOf, type EventDraft } from "#test/support/room-builder.ts";
import { assertSameTree, filesWith, textAt } from "#test/support/site-build.ts";

type Scene = BuildScene & { readonly secret: EventDraft; readonly answer: EventDraft; readonly poem: EventDraft };

/** Three days: something regrettable, an answer to it, and a day beside them; then one more message that waits to be built. */
async function scene(t: TestContext): Promise<Scene> {
  const told = await buildScene(t);
  const { room } = told.stored;
  for (let count = 1; count <= 6; count += 1) room.text(`limpet ${count}`).at(`2024-03-05 0${count}:00`);
  const secret = room.text("quicksilver").at("2024-03-05 09:00");
  const answer = room.reply(secret, "whelk").at("2024-03-06 09:00");
  const poem = room.text("sandstone").from(bob).at("2024-03-07 09:00");
  await told.stored.write();
  await told.stored.crawledAt("2024-05-01 00:00");
  await told.build();
  return { ...told, secret, answer, poem };
}

test("a removed message leaves its page, the quote of it, feeds and search at once, and what answers it says nothing of it", async (t) => {
  const { after, store, secret, config } = await scene(t);
  const change = await after(() =>
    store.decide([{ kind: "removal", what: "event", target: idOf(secret), at: "2024-06-01T12:00:00.000Z" }]),
  );
  assert.deepEqual(filesWith(change.tree, "quicksilver"), []);
  const changed = pagesIn(change.changed);
  assert.ok(changed.includes("general/2024/03/05/") && changed.includes("general/2024/03/06/"), changed.join(" "));
  assert.ok(!changed.includes("general/2024/03/07/"), "a day that never showed it stays as it is");
  assert.match(textAt(change.tree, "general/2024/03/06/index.html"), /In reply to a message that is not/);
  assert.ok(change.report.withdrawn.changed.includes("https://chat.example.org/general/2024/03/05/"));
  assert.equal(
    change.report.withdrawn.vanished.some((href) => href.startsWith(`${config.site.url}general/2024/03/`)),
    false,
  );
});

test("what a removal empties leaves a page that says so and nothing else", async (t) => {
  const { after, store } = await scene(t);
  const change = await after(() =>
    store.decide([{ kind: "removal", what: "user", target: bob, at: "2024-06-01T12:00:00.000Z" }]),
  );
  assert.deepEqual(filesWith(change.tree, "sandstone"), []);
  assert.deepEqual(filesWith(change.tree, bob), []);
  assert.match(textAt(change.tree, "general/2024/03/07/index.html"), /removed/i);
  assert.ok(change.report.withdrawn.vanished.includes("https://chat.example.org/general/2024/03/07/"));
});

for (const subject of ["days read", "pages"]) {
  test(`a removal that comes in while a build runs (${subject}) is in no file when the build ends`, async (t) => {
    const { stored, store, build, tree, secret, answer, poem } = await scene(t);
    stored.room.text("driftwood").at("2024-03-06 12:00");
    await stored.write();
    let removed = false;
    const report = await build({
      progress: (step) => {
        if (removed || step.subject !== subject) return;
        removed = true;
        for (const draft of [secret, answer, poem]) removeInChild(store.folder, "event", idOf(draft));
      },
    });
    assert.ok(removed);
    assert.equal(report.outcome, "done");
    const built = await tree();
    for (const word of ["quicksilver", "whelk", "sandstone"]) assert.deepEqual(filesWith(built, word), [], word);
    assert.ok(filesWith(built, "driftwood").length > 0);
    await build({ full: true });
    assertSameTree(built, await tree());
  });
}

test("a room that is removed while a build runs leaves nothing but the pages that say so", async (t) => {
  const { stored, store, build, tree } = await scene(t);
  stored.room.text("driftwood").at("2024-03-06 12:00");
  await stored.write();
  let removed = false;
  await build({
    progress: ({ subject }) => {
      if (removed || subject !== "pages") return;
      removed = true;
      removeInChild(store.folder, "room", stored.room.roomId);
    },
  });
  const built = await tree();
  for (const word of ["quicksilver", "whelk", "sandstone", "driftwood", "limpet"])
    assert.deepEqual(filesWith(built, word), [], word);
});

test("a removal that was recorded just before a build let go is built by that build, not by the next one", async (t) => {
  const { store, config, build, tree, secret } = await scene(t);
  const first = await build();
  await store.decide([{ kind: "removal", what: "event", target: idOf(secret), at: "2024-06-01T12:00:00.000Z" }]);
  let rounds = 0;
  const report = await followRemovals(store, config.output, {
    first,
    again: () => {
      rounds += 1;
      return build();
    },
  });
  assert.equal(rounds, 1);
  assert.ok(report.written.includes("general/2024/03/05/index.html"));
  assert.deepEqual(filesWith(await tree(), "quicksilver"), []);
});
