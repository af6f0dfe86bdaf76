import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { assertEverywhere, assertNowhere } from "../support/assert-words.ts";
import { describeWithSynapse } from "../support/describe-with-synapse.ts";
import { sampleStage, synapseStage, type Stage } from "../support/stage.ts";
import type { NewRoom } from "../support/synapse-room.ts";
import { openProofWorld, type ProofWorld } from "./proof-world.ts";
import { suiteEnding } from "./suite-ending.ts";

const open = { visibility: "world_readable" } as const;
const rooms = {
  basin: { ...open, name: "Basin" },
  banning: { ...open, name: "Banning" },
  neighbour: { ...open, name: "Neighbour" },
} as const satisfies Readonly<Record<string, NewRoom>>;
type Rooms = Stage<keyof typeof rooms>["rooms"];

const opening = { text: "lanternfeld", topic: "moorfeld", name: "pilotfeld", thread: "tetherfeld" } as const;
const elsewhere = "steadyfeld";

async function play({ basin, banning, neighbour }: Rooms): Promise<void> {
  const at = "2024-03-01T10:00";
  await basin.state("m.room.topic", { topic: opening.topic }, { at });
  const first = await basin.text(opening.text, { by: opening.name, at });
  await basin.inThread(first, opening.thread, { at: "2024-03-02T10:00" });
  await banning.text("bannedfeld", { at });
  await neighbour.text(elsewhere, { at });
}

function roomPromises(openStage: () => Promise<Stage<keyof typeof rooms>>): void {
  describe("a published room", () => {
    const ending = suiteEnding();
    const words = Object.values(opening);
    let stage: Stage<keyof typeof rooms>;
    let world: ProofWorld;

    before(async () => {
      stage = await openStage();
      ending.after(() => stage.stop());
      await play(stage.rooms);
      const { url, token } = stage;
      const listed = Object.entries(stage.rooms).map(([slug, { roomId }]) => [slug, roomId] as const);
      world = await openProofWorld(ending, { url, token, rooms: Object.fromEntries(listed) });
      const published = await world.update();
      assertEverywhere(words, published, ["page", "store"]);
      assertEverywhere([opening.text, opening.thread, "bannedfeld", elsewhere], published);
    });

    for (const [nth, value] of (["shared", "invited", "joined"] as const).entries()) {
      test(`leaves every byte when it closes (${value}), is back when it opens, and what was said meanwhile is not`, async () => {
        const { basin } = stage.rooms;
        await basin.visibility(value);
        const [hidden, shown] = [`curtain${"xyz"[nth]}berg`, `daylight${"xyz"[nth]}feld`];
        await basin.text(hidden);
        const closed = await world.update();
        const { outcome, reason } =
          closed.crawl.rooms.find(({ slug }) => slug === "basin") ?? assert.fail("not reported");
        assert.deepEqual([outcome, reason], ["refused", "closed-now"]);
        assertNowhere([...words, hidden], closed);
        assertEverywhere([elsewhere], closed);

        await basin.visibility("world_readable");
        await basin.text(shown);
        const again = await world.update();
        assertEverywhere([opening.text, opening.thread, shown, elsewhere], again);
        assertEverywhere([opening.topic, opening.name], again, ["page", "store"]);
        assertNowhere([hidden], again);
      });
    }

    test("shows nothing of what was said while it was closed between two updates, whatever a server puts beside events", async () => {
      const { neighbour } = stage.rooms;
      const told = await neighbour.text("publicfeld", { by: "ben", at: "2024-03-03T10:00" });
      const regretted = await neighbour.text("regretberg", { by: "ben", at: "2024-03-03T11:00" });
      assertEverywhere(["publicfeld", "regretberg"], await world.update());

      await neighbour.visibility("invited");
      const ben = `@ben:${stage.serverName}`;
      await neighbour.edit(told, "rewordberg", { by: "ben" });
      await neighbour.inThread(told, "threadberg");
      await neighbour.react(told, "reactberg");
      await neighbour.state("m.room.topic", { topic: "topicberg" });
      await neighbour.state("m.room.member", { membership: "join", displayname: "nameberg" }, { by: ben, key: ben });
      await neighbour.redact(regretted, { by: "ben", reason: "reasonberg" });
      await neighbour.visibility("world_readable");
      await neighbour.state("m.room.topic", { topic: "harmless" });
      await neighbour.state("m.room.member", { membership: "join", displayname: "benfeld" }, { by: ben, key: ben });
      await neighbour.text("daylightfeld", { by: "ben" });
      const update = await world.update();
      const hidden = ["rewordberg", "threadberg", "reactberg", "topicberg", "nameberg", "reasonberg", "regretberg"];
      assertNowhere(hidden, update);
      assertEverywhere(["publicfeld", "daylightfeld", elsewhere], update);
      assertEverywhere(["benfeld"], update, ["page", "store"]);
    });

    test("leaves every byte when it bans the reading account", async () => {
      await stage.rooms.banning.state("m.room.member", { membership: "ban" }, { key: stage.readerId });
      const banned = await world.update();
      const { outcome, reason } =
        banned.crawl.rooms.find(({ slug }) => slug === "banning") ?? assert.fail("not reported");
      assert.deepEqual([outcome, reason], ["refused", "refused-by-room"]);
      assertNowhere(["bannedfeld"], banned);
      assertEverywhere([opening.text, elsewhere], banned);
    });
  });
}

describe("rooms that withdraw on the sample homeserver", () => {
  roomPromises(() => sampleStage(rooms));
});

await describeWithSynapse("rooms that withdraw on Synapse", (synapse) => {
  roomPromises(() => synapseStage(synapse, rooms));
});
