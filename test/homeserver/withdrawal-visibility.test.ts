import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import type { JsonObject } from "#lib/json.ts";
import type { EventId } from "#matrix/ids.ts";
import { assertEverywhere, assertNotIn, assertNowhere } from "../support/assert-words.ts";
import { canaryWord } from "../support/canary-word.ts";
import { describeWithSynapse } from "../support/describe-with-synapse.ts";
import { sampleStage, synapseStage, type Stage } from "../support/stage.ts";
import type { NewRoom } from "../support/synapse-room.ts";
import { openProofWorld, type Update } from "./proof-world.ts";
import { suiteEnding } from "./suite-ending.ts";

const rooms = { lock: { name: "Lock" } } as const satisfies Readonly<Record<string, NewRoom>>;

/** The first is the only one that opens a room; of the others, the last two are none of Matrix's. */
const values: readonly JsonObject[] = [
  { history_visibility: "world_readable" },
  { history_visibility: "shared" },
  { history_visibility: "invited" },
  { history_visibility: "joined" },
  { history_visibility: "public" },
  {},
];

/** More that only looks like an opening, to be set from the open and left for it again. */
const lookalikes: readonly JsonObject[] = [
  { history_visibility: "World_Readable" },
  { history_visibility: " world_readable" },
  { history_visibility: ["world_readable"] },
  { history_visibility: { history_visibility: "world_readable" } },
  { history_visibility: null },
  { visibility: "world_readable" },
];

/** A walk that goes from each value to each other once and ends where it began, in the open; then the lookalikes. */
const pairs = [
  ...values.flatMap((_, from) => values.slice(from + 1).flatMap((_value, by) => [from, from + 1 + by])),
  0,
];
const walk = [...pairs, ...lookalikes.flatMap((_, nth) => [values.length + nth, 0])];
const contentOf = (value: number): JsonObject => [...values, ...lookalikes][value] ?? assert.fail(`no value ${value}`);

/** What is said in a stretch, and how what was said in the stretch before is spoken of across its border. */
const said = (nth: number): string => canaryWord("said", nth);
const corrected = (nth: number): string => canaryWord("mended", nth);
const topic = (nth: number): string => canaryWord("topic", nth);
const newName = (nth: number): string => canaryWord("named", nth);
const editAfter = (nth: number): string => canaryWord("edit", nth);
const threadAfter = (nth: number): string => canaryWord("thread", nth);
const answerAfter = (nth: number): string => canaryWord("answer", nth);
const reactionAfter = (nth: number): string => canaryWord("react", nth);
const firstWording = (nth: number): string => canaryWord("wrong", nth);

async function play({ serverName, rooms: { lock } }: Stage<"lock">): Promise<void> {
  const ben = `@ben:${serverName}`;
  let minutes = 0;
  const at = (): { at: number } => ({ at: Date.UTC(2024, 2, 1) + (minutes += 7) * 60_000 });
  let previous: EventId | undefined;
  await lock.text("ben comes in", { by: "ben", ...at() });
  for (const [nth, value] of walk.entries()) {
    await lock.state("m.room.history_visibility", contentOf(value), at());
    if (previous !== undefined) {
      await lock.edit(previous, editAfter(nth), at());
      await lock.inThread(previous, threadAfter(nth), at());
      await lock.reply(previous, answerAfter(nth), at());
      await lock.react(previous, reactionAfter(nth), at());
    }
    await lock.state("m.room.topic", { topic: topic(nth) }, at());
    const mended = await lock.text(firstWording(nth), at());
    await lock.edit(mended, corrected(nth), at());
    await lock.state(
      "m.room.member",
      { membership: "join", displayname: newName(nth) },
      { by: ben, key: ben, ...at() },
    );
    await lock.text("said under a new name", { by: ben, ...at() });
    previous = await lock.text(said(nth), at());
  }
}

function visibilityPromises(openStage: () => Promise<Stage<"lock">>): void {
  describe("between any two values of history visibility", () => {
    const ending = suiteEnding();
    let update: Update;
    const isOpenIn = (nth: number): boolean => walk[nth] === 0;
    const stretches = [...walk.keys()];
    const later = stretches.slice(1);
    const open = stretches.filter(isOpenIn);
    const closed = stretches.filter((nth) => !isOpenIn(nth));

    before(async () => {
      const stage = await openStage();
      ending.after(() => stage.stop());
      await play(stage);
      const { url, token } = stage;
      const world = await openProofWorld(ending, { url, token, rooms: { lock: stage.rooms.lock.roomId } });
      update = await world.update({ pageLimit: 40 });
      assert.equal(update.crawl.outcome, "done");
    });

    test("the walk goes from each value to each other", () => {
      const steps = new Set(pairs.slice(1).map((value, nth) => `${pairs[nth]} ${value}`));
      assert.equal(steps.size, values.length * (values.length - 1));
    });

    test("all that was said in an open stretch is on pages, in the search index and in the store", () => {
      assertEverywhere([...open.map(said), ...open.map(corrected)], update);
      assertEverywhere([...open.map(topic), ...open.map(newName)], update, ["page", "store"]);
    });

    test("nothing that was said, set, corrected or named in a closed stretch is in any byte", () => {
      assertNowhere(
        [said, corrected, firstWording, topic, newName].flatMap((word) => closed.map(word)),
        update,
      );
    });

    test("an edit, thread reply, answer or reaction sent in a closed stretch is in no byte, whatever it is about", () => {
      const hidden = later.filter((nth) => !isOpenIn(nth));
      const kinds = [editAfter, threadAfter, answerAfter, reactionAfter];
      assertNowhere(
        kinds.flatMap((word) => hidden.map(word)),
        update,
      );
    });

    test("an answer and a thread reply sent in the open are shown, though what they are about is not", () => {
      const shown = later.filter(isOpenIn);
      assertEverywhere([...shown.map(threadAfter), ...shown.map(answerAfter)], update);
    });

    test("an edit of, or a reaction to, what is withheld is shown nowhere, and first wordings neither", () => {
      const shown = later.filter(isOpenIn);
      const words = [editAfter, reactionAfter].flatMap((word) => shown.map(word));
      assertNotIn([...words, ...open.map(firstWording)], update.output);
    });
  });
}

describe("visibility on the sample homeserver", () => {
  visibilityPromises(() => sampleStage(rooms));
});

await describeWithSynapse("visibility on Synapse", (synapse) => {
  visibilityPromises(() => synapseStage(synapse, rooms));
});
