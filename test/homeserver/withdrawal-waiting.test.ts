import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import type { EventId } from "#matrix/ids.ts";
import { assertEverywhere, assertNotIn, assertNowhere } from "../support/assert-words.ts";
import { describeWithSynapse } from "../support/describe-with-synapse.ts";
import { sampleStage, synapseStage, type Stage } from "../support/stage.ts";
import type { NewRoom } from "../support/synapse-room.ts";
import { openProofWorld, type ProofWorld, type Update } from "./proof-world.ts";
import { suiteEnding } from "./suite-ending.ts";

const rooms = { ferry: { visibility: "world_readable" } } as const satisfies Readonly<Record<string, NewRoom>>;
const old = "2024-03-01T10:00";

/** With a delay of a day, on clocks of the test's own. */
function waitingPromises(openStage: () => Promise<Stage<"ferry">>): void {
  describe("the delay", () => {
    const ending = suiteEnding();
    let ferry: Stage<"ferry">["rooms"]["ferry"];
    let world: ProofWorld;
    let said: Readonly<Record<"edited" | "regretted", EventId>>;

    const updateAt = (at: string): Promise<Update> =>
      world.update({ nowMs: Date.parse(`${at}Z`), publication: { delay: "24h" } });

    before(async () => {
      const stage = await openStage();
      ending.after(() => stage.stop());
      ferry = stage.rooms.ferry;
      const edited = await ferry.text("formerfeld", { at: old });
      said = { edited, regretted: await ferry.text("hastyberg", { at: old }) };
      await ferry.text("steadyfeld", { at: old });
      await ferry.text("youngfeld", { at: "2024-03-06T10:00" });
      await ferry.inThread(edited, "threadfeld", { at: "2024-03-06T11:00" });
      await ferry.react(edited, "nodfeld", { at: "2024-03-06T11:00" });
      const { url, token } = stage;
      world = await openProofWorld(ending, { url, token, rooms: { ferry: ferry.roomId } });
    });

    test("holds back what is young, and nothing else", async () => {
      const update = await updateAt("2024-03-06T12:00");
      assertEverywhere(["formerfeld", "hastyberg", "steadyfeld"], update);
      assertNotIn(["youngfeld", "threadfeld", "nodfeld"], update.output);
    });

    test("runs out without any new event", async () => {
      const update = await updateAt("2024-03-08T12:00");
      assertEverywhere(["formerfeld", "youngfeld", "threadfeld"], update);
      assertEverywhere(["nodfeld"], update, ["page", "store"]);
    });

    test("holds no redaction back, and of a message that is being reworded no wording is shown", async () => {
      await ferry.redact(said.regretted, { at: "2024-03-08T13:00" });
      await ferry.edit(said.edited, "latterfeld", { at: "2024-03-08T13:00" });
      await ferry.text("backdatedfeld", { at: "2024-03-02T10:00" });
      const update = await updateAt("2024-03-08T14:00");
      assertNowhere(["hastyberg"], update);
      assertNotIn(["formerfeld", "latterfeld", "backdatedfeld"], update.output);
      assertEverywhere(["steadyfeld", "youngfeld"], update);
    });

    test("shows the new wording in the end, and what was back-dated too", async () => {
      const update = await updateAt("2024-03-10T14:00");
      assertEverywhere(["latterfeld", "backdatedfeld", "steadyfeld", "youngfeld"], update);
      assertNotIn(["formerfeld"], update.output);
      assert.ok(update.build.written.length > 0);
    });
  });
}

describe("waiting on the sample homeserver", () => {
  waitingPromises(() => sampleStage(rooms));
});

await describeWithSynapse("waiting on Synapse", (synapse) => {
  waitingPromises(() => synapseStage(synapse, rooms));
});
