import assert from "node:assert/strict";
import { test } from "node:test";
import { writeMonths } from "#build/write-months.ts";
import { buildScene } from "#test/support/build-scene.ts";
import { bob } from "#test/support/room-builder.ts";
import { filesWith, textAt, type Tree } from "#test/support/site-build.ts";

const linesIn = (tree: Tree) => [...tree.keys()].filter((path) => path.endsWith(".jsonl"));
const march = "general/2024/03/messages.jsonl";

function messagesAt(tree: Tree, path: string): readonly { readonly [name: string]: unknown }[] {
  const lines = textAt(tree, path).split("\n");
  assert.equal(lines.pop(), "", "the last line ends too");
  return lines.map((line) => JSON.parse(line) as { readonly [name: string]: unknown });
}

test("a closed month of an indexed room is there as JSON lines, one for each message as it is now", async (t) => {
  const { stored, build, tree } = await buildScene(t);
  const question = stored.room.text("mispelt").at("2024-03-05 14:03");
  stored.room.edit(question, "spelt\u2028well").at("2024-03-05 14:04");
  stored.room.reply(question, "yes").from(bob).at("2024-03-06 14:10");
  stored.room.react(question, "👍").from(bob).at("2024-03-06 14:40");
  stored.room.text("in April").at("2024-04-01 09:00");
  await stored.write();
  await stored.crawledAt("2024-04-20 00:00");
  await build();

  const built = await tree();
  assert.deepEqual(linesIn(built), [march], "April is not over");
  const [first, second, ...others] = messagesAt(built, march);
  assert.deepEqual(others, []);
  const href = `https://chat.example.org/general/2024/03/05/#${String(first?.["id"])}`;
  assert.deepEqual(first, {
    id: first?.["id"],
    url: href,
    time: "2024-03-05T14:03:00Z",
    author: "@alice:example.org",
    user: "@alice:example.org",
    kind: "text",
    text: "spelt well",
    edited: true,
    reactions: [{ key: "👍", count: 1 }],
  });
  assert.equal(second?.["replyTo"], href);
});

test("a month is closed when the room's history has reached the next one, also where nothing was said in it", async (t) => {
  const { stored, build, after, tree } = await buildScene(t);
  stored.room.text("quahog").at("2024-03-05 09:00");
  await stored.write();
  await stored.crawledAt("2024-03-31 00:00");
  await build();
  assert.deepEqual(linesIn(await tree()), []);
  const later = await after(() => stored.crawledAt("2024-04-03 00:00"));
  assert.deepEqual(linesIn(later.tree), [march]);
});

test("what is taken back leaves its month, and the file goes with the last message, the room or the wish", async (t) => {
  const scene = await buildScene(t);
  const { stored, after } = scene;
  const quahog = stored.room.text("quahog").at("2024-03-05 09:00");
  const cockle = stored.room.text("cockle").at("2024-03-06 09:00");
  await stored.write();
  await stored.crawledAt("2024-05-01 00:00");
  await scene.build();
  assert.ok(filesWith(await scene.tree(), "cockle").includes(march));
  const one = await after(() => stored.redact(cockle, "2024-04-19 00:00"));
  assert.deepEqual(filesWith(one.tree, "cockle"), []);
  assert.equal(messagesAt(one.tree, march).length, 1);
  for (const site of [{ jsonLines: false }, { agents: "deny" }]) {
    await scene.build({}, scene.configure({ site }));
    assert.deepEqual(linesIn(await scene.tree()), [], JSON.stringify(site));
    await scene.build();
    assert.deepEqual(linesIn(await scene.tree()), [march]);
  }
  const both = await after(() => stored.redact(quahog, "2024-04-19 00:00"));
  assert.deepEqual(linesIn(both.tree), []);
});

test("a month that is too much for one file is split between two messages", async (t) => {
  const { stored, build, store, config } = await buildScene(t);
  for (let count = 1; count <= 5; count += 1) stored.room.text(`periwinkle ${count}`);
  await stored.write();
  await stored.crawledAt("2024-04-20 00:00");
  await build();
  const [whole] = await writeMonths(store, config, [{ slug: "general", month: "2024-03" }]);
  const limitBytes = Math.ceil(((whole?.files[0]?.sizeBytes ?? 0) * 3) / 5);
  const [split] = await writeMonths(store, config, [{ slug: "general", month: "2024-03" }], { limitBytes });
  assert.deepEqual(
    split?.files.map(({ path }) => path),
    [march, "general/2024/03/messages-2.jsonl"],
  );
  assert.equal(
    split?.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    whole?.files[0]?.sizeBytes,
  );
});
