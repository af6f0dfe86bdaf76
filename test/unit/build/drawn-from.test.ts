import assert from "node:assert/strict";
import { test } from "node:test";
import { numbersIn } from "#store/source-blocks.ts";
import { buildScene, type BuildScene } from "#test/support/build-scene.ts";
import { bob, carol, type EventDraft } from "#test/support/room-builder.ts";
import { filesWith, type Tree } from "#test/support/site-build.ts";

/** What the ledger knows: the events of each artifact, by id. */
async function readLedger({ store, config, stored }: BuildScene): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const output = await store.readOutput(config.output);
  assert.ok(output);
  const ledger = new Map<string, Set<string>>();
  for (const source of await store.readSourcesInBlocks(
    output.key,
    stored.key,
    await store.readSourceBlocks(output.key, stored.key),
  )) {
    const events = await store.readNumberedEvents(stored.key, numbersIn(source));
    const ids = ledger.get(source.path) ?? new Set();
    for (const { event } of events.values()) ids.add(event.eventId);
    ledger.set(source.path, ids);
  }
  return ledger;
}

/** Files of the search index are known under their shard. */
function artifactFor(path: string): string {
  const [shard] = /^pagefind\/rooms\/[^/]+\/[^/]+\//.exec(path) ?? [];
  return shard === undefined ? path : `${shard}shard`;
}

function unknownTo(ledger: ReadonlyMap<string, ReadonlySet<string>>, tree: Tree, word: string, draft: EventDraft) {
  return filesWith(tree, word).filter((path) => ledger.get(artifactFor(path))?.has(draft.event.eventId) !== true);
}

test("whatever file a word stands in, the ledger knows that it was drawn from the event that says it", async (t) => {
  const told = await buildScene(t);
  const { room } = told.stored;
  const said = new Map<string, EventDraft>();
  const says = (word: string, draft: EventDraft) => void said.set(word, draft);
  const question = room.text("quahog").at("2024-03-05 09:00");
  says("quahog", question);
  says("periwinkle", room.reply(question, "periwinkle").from(bob).at("2024-03-07 09:00"));
  const edited = room.text("mispelt").at("2024-03-05 09:10");
  says("limpet", room.edit(edited, "limpet").at("2024-03-05 09:20"));
  says("cockle", room.reply(edited, "cockle").from(carol).at("2024-03-08 09:00"));
  says("scallop", room.inThread(question, "scallop").from(bob).at("2024-03-08 10:00"));
  says("mussel", room.notice("mussel").at("2024-03-09 09:00"));
  says("oyster", room.emote("oyster").at("2024-03-09 09:10"));
  says("whelk.png", room.image("whelk.png").at("2024-03-09 09:20"));
  says("abalone", room.poll("abalone", ["conch", "clam"]).at("2024-03-09 09:30"));
  says("nautilus", room.state("m.room.topic", { topic: "nautilus" }).at("2024-03-09 09:40"));
  says("🦪", room.react(question, "🦪").from(bob).at("2024-03-10 09:00"));
  await told.stored.write();
  await told.stored.crawledAt("2024-04-01 00:00");
  await told.build();

  const [tree, ledger] = [await told.tree(), await readLedger(told)];
  for (const [word, draft] of said) {
    assert.ok(filesWith(tree, word).length > 0, word);
    assert.deepEqual(unknownTo(ledger, tree, word, draft), [], word);
  }
  for (const path of ["feed.xml", "general/feed.xml", "general/index.html", "general/2024/03/index.html"])
    assert.ok((ledger.get(path)?.size ?? 0) > 0, path);
});

test("an edit that changed no word is known to search too, so that it can be taken back", async (t) => {
  const told = await buildScene(t);
  const { room } = told.stored;
  const original = room.text("quahog").at("2024-03-05 09:00");
  await told.stored.write();
  await told.stored.crawledAt("2024-04-01 00:00");
  await told.build();
  const edit = room.edit(original, "quahog").at("2024-03-05 09:10");
  await told.stored.write();
  await told.build();
  const knowing = [...(await readLedger(told))].filter(([, ids]) => ids.has(edit.event.eventId));
  assert.ok(
    knowing.some(([path]) => path.endsWith("/shard")),
    knowing.map(([path]) => path).join(" "),
  );
  const again = room.edit(original, "quahog").at("2024-03-05 09:20");
  await told.stored.write();
  await told.build();
  await told.stored.redact(edit, "2024-03-20 00:00");
  const report = await told.build({ check: true });
  assert.equal(report.outcome, "done");
  assert.ok([...(await readLedger(told)).values()].some((ids) => ids.has(again.event.eventId)));
});
