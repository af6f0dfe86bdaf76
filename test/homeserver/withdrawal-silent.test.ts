import assert from "node:assert/strict";
import { before, test } from "node:test";
import type { EventId } from "#matrix/ids.ts";
import { assertEverywhere, assertNowhere } from "../support/assert-words.ts";
import { describeWithSynapse } from "../support/describe-with-synapse.ts";
import { synapseStage, type Stage } from "../support/stage.ts";
import { synapseAdmin, type SynapseAdmin } from "../support/synapse-admin.ts";
import type { NewRoom } from "../support/synapse-room.ts";
import { openProofWorld, type ProofWorld } from "./proof-world.ts";
import { suiteEnding } from "./suite-ending.ts";

const rooms = {
  erased: { visibility: "world_readable" },
  purged: { visibility: "world_readable" },
  retained: { visibility: "world_readable" },
  braked: { visibility: "world_readable" },
} as const satisfies Readonly<Record<string, NewRoom>>;
type Room = Stage<keyof typeof rooms>["rooms"]["erased"];

const oldDay = "2024-03-01T10:00";
const dayMs = 86_400_000;

await describeWithSynapse(
  "what a real Synapse deletes without a word",
  (synapse) => {
    const ending = suiteEnding();
    let stage: Stage<keyof typeof rooms>;
    let admin: SynapseAdmin;

    before(async () => {
      stage = await synapseStage(synapse, rooms);
      admin = await synapseAdmin(synapse);
    });

    const worldOf = (slug: string, { roomId }: Room): Promise<ProofWorld> =>
      openProofWorld(ending, { url: stage.url, token: stage.token, rooms: { [slug]: roomId } });

    test("what an erased user said leaves every byte with the next sweep, with quotes of it, and never comes back", async () => {
      const room = stage.rooms.erased;
      const said = await room.text("vanishberg", { by: "erin", at: oldDay });
      await room.edit(said, "vanishedberg", { by: "erin", at: oldDay });
      await room.reply(said, "answerfeld", { at: "2024-03-02T10:00" });
      await room.inThread(said, "belowfeld", { at: "2024-03-03T10:00" });
      const reacted = await room.text("reactedfeld", { at: "2024-03-03T10:00" });
      await room.react(reacted, "fleetberg", { by: "erin", at: "2024-03-03T11:00" });
      const world = await worldOf("erased", room);
      const published = await world.update();
      const kept = ["answerfeld", "belowfeld", "reactedfeld"];
      assertEverywhere(["vanishedberg", ...kept], published);
      assertEverywhere(["fleetberg"], published, ["page", "store"]);

      await admin.erase(await synapse.createUser("erin"));
      const erased = ["vanishberg", "vanishedberg", "fleetberg"];
      const swept = await world.update({ full: true });
      assertNowhere(erased, swept);
      assertEverywhere(kept, swept);
      const later = await (await worldOf("erased", room)).update();
      assertNowhere(erased, later);
      assertEverywhere(kept, later);
    });

    test("what was purged leaves every byte with the next sweep", async () => {
      const room = stage.rooms.purged;
      const said: EventId[] = [];
      for (const [nth, word] of ["firstberg", "secondberg", "thirdfeld", "fourthfeld"].entries())
        said.push(await room.text(word, { at: `2024-03-0${nth + 1}T10:00` }));
      await room.reply(said[0] ?? assert.fail(), "replyfeld", { at: "2024-03-05T10:00" });
      const world = await worldOf("purged", room);
      assertEverywhere(["firstberg", "secondberg", "thirdfeld", "fourthfeld"], await world.update());
      await admin.purgeBefore(room.roomId, said[2] ?? assert.fail());
      const swept = await world.update({ full: true });
      assertNowhere(["firstberg", "secondberg"], swept);
      assertEverywhere(["thirdfeld", "fourthfeld", "replyfeld"], swept);
    });

    test("what a room keeps only for a while leaves every byte with the next sweep", async () => {
      const room = stage.rooms.retained;
      await room.text("lapsedberg", { at: oldDay });
      await room.text("recentfeld", { at: Date.now() - dayMs });
      const world = await worldOf("retained", room);
      assertEverywhere(["lapsedberg", "recentfeld"], await world.update());
      await room.state("m.room.retention", { max_lifetime: 30 * dayMs });
      const swept = await world.update({ full: true });
      assertNowhere(["lapsedberg"], swept);
      assertEverywhere(["recentfeld"], swept);
    });

    test("more missing than the brake lets pass stays until the operator confirms it, but a redaction is never held back", async () => {
      const room = stage.rooms.braked;
      const said: EventId[] = [];
      for (let nth = 1; nth <= 9; nth += 1)
        said.push(await room.text(`brake${nth}berg`, { at: `2024-03-0${nth}T10:00` }));
      const world = await worldOf("braked", room);
      const publication = { brake: { share: "1%", events: 3 } };
      await world.update({ publication });
      await admin.purgeBefore(room.roomId, said[6] ?? assert.fail());
      await room.redact(said[7] ?? assert.fail());
      const held = await world.update({ publication, full: true });
      assertEverywhere(["brake1berg", "brake6berg", "brake7berg"], held);
      assert.ok(
        held.crawl.warnings.some((warning) => warning.includes("--confirm-deletions")),
        "it asks",
      );
      assertNowhere(["brake8berg"], held);
      const confirmed = await world.update({ publication, confirmDeletions: true });
      assertNowhere(["brake1berg", "brake6berg", "brake8berg"], confirmed);
      assertEverywhere(["brake7berg", "brake9berg"], confirmed);
    });
  },
  { extra: "retention: {enabled: true, allowed_lifetime_min: 1s, allowed_lifetime_max: 10y}" },
);
