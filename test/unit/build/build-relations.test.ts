import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { buildScene, pagesIn } from "#test/support/build-scene.ts";
import { bob, carol, type EventDraft, type RoomBuilder } from "#test/support/room-builder.ts";
import { textAt } from "#test/support/site-build.ts";

const said = "general/2024/02/10/";
const answered = "general/2024/02/12/";
const answeredAgain = "general/2024/02/14/";
/** Here stand what relates to the message, beside words of its own. */
const later = "general/2024/02/16/";

type Scene = { readonly room: RoomBuilder; readonly message: EventDraft; readonly poll: EventDraft };

/** What arrives late; which pages change; and what the message's own page shows then. */
const arrivals: readonly {
  readonly what: string;
  readonly happen: (scene: Scene) => EventDraft;
  readonly pages: readonly string[];
  readonly shows: RegExp;
}[] = [
  {
    what: "an edit",
    happen: ({ room, message }) => room.edit(message, "quince"),
    pages: [said, answered, answeredAgain],
    shows: /quince/,
  },
  {
    what: "a reaction",
    happen: ({ room, message }) => room.react(message, "🌳").from(bob),
    pages: [said],
    shows: /🌳/,
  },
  {
    what: "a vote",
    happen: ({ room, poll }) => room.vote(poll, "a").from(bob),
    pages: [said],
    shows: /1 person voted/,
  },
  {
    what: "the end of a poll",
    happen: ({ room, poll }) => room.endPoll(poll),
    pages: [said],
    shows: /the poll is closed/,
  },
  {
    what: "a reply in a thread",
    happen: ({ room, message }) => room.inThread(message, "in a thread").from(carol),
    pages: [said, later],
    shows: /Thread: 1 reply/,
  },
  {
    what: "an edit by somebody else",
    happen: ({ room, message }) => room.edit(message, "quince").from(bob),
    pages: [],
    shows: /acorn/,
  },
];

for (const { what, happen, pages, shows } of arrivals) {
  test(`${what} that arrives late changes exactly the days that show it`, async (t) => {
    const { after, scene } = await sceneOf(t);
    const { added, changed, removed, tree } = await after(() => happen(scene));
    const days = pagesIn([...added, ...changed, ...removed]).filter((path) => /\/\d\d\/\d\d\/$/.test(path));
    assert.deepEqual(days.toSorted(), [...pages].toSorted());
    assert.match(textAt(tree, `${said}index.html`), shows);
  });
}

async function sceneOf(t: TestContext) {
  const built = await buildScene(t);
  const { room } = built.stored;
  const message = room.text("acorn").at("2024-02-10 09:00");
  const poll = room.poll("boats?", ["yes", "no"]);
  for (const word of ["beech", "cedar", "dogwood", "elder"]) room.text(word).from(bob);
  room.reply(message, "fir").from(bob).at("2024-02-12 09:00");
  const edit = room.edit(message, "acorns").at("2024-02-13 09:00");
  room.reply(edit, "ginkgo").from(carol).at("2024-02-14 09:00");
  room.text("hazel").at("2024-02-16 09:00");
  await built.stored.write();
  await built.stored.crawledAt("2024-03-10 00:00");
  await built.build();
  const after = (happen: () => EventDraft) =>
    built.after(async () => {
      happen().at("2024-02-16 10:00");
      await built.stored.write();
    });
  return { after, scene: { room, message, poll } };
}
