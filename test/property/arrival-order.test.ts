import { randomInt } from "node:crypto";
import { test, type TestContext } from "node:test";
import { createRandom } from "#sample/random.ts";
import { buildScene } from "#test/support/build-scene.ts";
import { bob, carol, type EventDraft, type RoomBuilder } from "#test/support/room-builder.ts";
import { assertSameTree, type Tree } from "#test/support/site-build.ts";

const given = process.env["DAYBOOK_TEST_SEED"];
const seeds = given === undefined ? [1, randomInt(2 ** 31)] : [Number(given)];
const batchCount = 4;

/** Over a week: everything that one event can do to another one's page. */
function fill(room: RoomBuilder): readonly EventDraft[] {
  room.member({ displayname: "Ann" }).at("2024-03-01 08:00");
  const said = room.text("acorn").at("2024-03-01 09:00");
  const gone = room.text("beech").from(bob);
  const poll = room.poll("cedar?", ["yes", "no"]);
  room.reply(said, "dogwood").from(bob).at("2024-03-02 09:00");
  room.reply(gone, "elder").from(carol);
  room.member({ displayname: "Bob" }).from(bob);
  const edit = room.edit(said, "fir").at("2024-03-03 09:00");
  room.edit(said, "ginkgo");
  room.reply(edit, "hazel").from(carol);
  room.edit(said, "not mine").from(bob);
  const thread = room.inThread(said, "ivy").from(bob).at("2024-03-04 09:00");
  room.inThread(said, "juniper", thread).from(carol);
  const vote = room.vote(poll, "a").from(bob);
  room.vote(poll, "b").from(carol).at("2024-03-05 09:00");
  const reaction = room.react(said, "🌳").from(bob);
  room.react(said, "🌲").from(carol);
  room.endPoll(poll).at("2024-03-06 09:00");
  room.member({ displayname: "Anna" });
  room.text("kapok");
  room.member({ membership: "leave" }).from(bob).at("2024-03-07 09:00");
  return [gone, vote, reaction, edit];
}

async function siteOf(t: TestContext, shuffled?: ReturnType<typeof createRandom>): Promise<Tree> {
  const rooms = [{ room: "#general:example.org", index: true, membership: "fold" }];
  const { stored, build, tree } = await buildScene(t, { rooms });
  const { room } = stored;
  const redacted = [...fill(room)];
  if (shuffled === undefined) {
    await stored.write();
    for (const target of redacted) await stored.redact(target);
    await stored.crawledAt("2024-04-01 00:00");
    await build();
    return tree();
  }
  const all = [...room.drafts];
  const isLater = new Map(all.map((draft) => [draft, shuffled.below(2 ** 30)]));
  const arriving = all.toSorted((one, other) => (isLater.get(one) ?? 0) - (isLater.get(other) ?? 0));
  await stored.crawledAt("2024-04-01 00:00");
  for (let batch = 0; batch < batchCount; batch += 1) {
    room.drafts.length = 0;
    room.drafts.push(...arriving.slice(0, Math.ceil((arriving.length * (batch + 1)) / batchCount)));
    await stored.write();
    await build();
  }
  while (redacted.length > 0) {
    for (const target of redacted.splice(shuffled.below(redacted.length), 1)) await stored.redact(target);
    await build();
  }
  return tree();
}

for (const seed of seeds) {
  test(`in whatever order edits, answers, reactions, votes, names and redactions arrive, the site becomes the same (DAYBOOK_TEST_SEED=${seed})`, async (t) => {
    const message = `The site differs from one that learnt everything at once (DAYBOOK_TEST_SEED=${seed})`;
    assertSameTree(withoutStamp(await siteOf(t, createRandom(seed))), withoutStamp(await siteOf(t)), message);
  });
}

/** The name of the store is another one in each. */
function withoutStamp(tree: Tree): Tree {
  return new Map([...tree].filter(([path]) => path !== ".daybook"));
}
