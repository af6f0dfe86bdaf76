import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { calendarDayOf } from "#lib/calendar-day.ts";
import { dayPath } from "#view/urls.ts";
import { assertEverywhere, assertNotIn, assertNowhere } from "../support/assert-words.ts";
import { describeWithSynapse } from "../support/describe-with-synapse.ts";
import { textAt } from "../support/site-build.ts";
import { synapseRoom, upgradeRoom, type SynapseRoom } from "../support/synapse-room.ts";
import type { Synapse } from "../support/synapse.ts";
import { openProofWorld, type ProofWorld, type Update } from "./proof-world.ts";
import { assertInOrder, dayText } from "./series-world.ts";
import { suiteEnding } from "./suite-ending.ts";

const open = { visibility: "world_readable" } as const;

/** When the server upgraded a room: by its own clock, whatever the rest of the history says. */
async function upgradedAt(synapse: Synapse, { roomId, creator }: SynapseRoom): Promise<number> {
  const path = `/_matrix/client/v3/rooms/${encodeURIComponent(roomId)}/state/m.room.tombstone/`;
  const event = await synapse.request("GET", path, { query: { user_id: creator, format: "event" } });
  assert.ok(typeof event["origin_server_ts"] === "number");
  return event["origin_server_ts"];
}

function outcomesOf({ crawl }: Update, slug: string) {
  return crawl.rooms.filter((room) => room.slug === slug).map(({ outcome, reason }) => [outcome, reason]);
}

await describeWithSynapse("rooms that Synapse upgrades", (synapse) => {
  describe("are shown as one", () => {
    const ending = suiteEnding();
    let rooms: Readonly<Record<"today" | "months" | "alone", SynapseRoom>>;
    let next: Readonly<Record<"today" | "months" | "alone", SynapseRoom>>;
    let world: ProofWorld;

    before(async () => {
      rooms = {
        today: await synapseRoom(synapse, { ...open, name: "Today", alias: "today" }),
        months: await synapseRoom(synapse, { ...open, name: "Months", version: "10" }),
        alone: await synapseRoom(synapse, { ...open, name: "Alone" }),
      };
      const { token } = await synapse.registerReader();
      const listed = { today: "#today:hs.test", months: rooms.months.roomId };
      const alone = { room: rooms.alone.roomId, follow: false };
      world = await openProofWorld(ending, { url: synapse.url, token, rooms: { ...listed, alone } });
      await rooms.months.text("januaryfeld", { by: "ben", at: "2024-01-05T10:00" });
      await rooms.today.text("marshfeld", { by: "ben", at: "2024-03-01T10:00" });
      await rooms.alone.text("solofeld", { by: "ben", at: "2024-03-01T10:00" });
      await world.update();
      next = {
        today: await upgradeRoom(synapse, rooms.today, "12"),
        months: await upgradeRoom(synapse, rooms.months, "11"),
        alone: await upgradeRoom(synapse, rooms.alone, "12"),
      };
    });

    test("on the day of the upgrade: the older one, the line of the upgrade, the newer one", async () => {
      const at = await upgradedAt(synapse, rooms.today);
      await rooms.today.text("lagfeld", { at });
      await next.today.text("tidefeld", { at });
      const update = await world.update();
      assertEverywhere(["marshfeld", "lagfeld", "tidefeld"], update);
      const text = dayText(update.output, dayPath("today", calendarDayOf(at)));
      const conversation = text.slice(text.indexOf("opened the history"));
      assertInOrder(conversation, "lagfeld", "what follows was said in the new one", "tidefeld");
      assert.deepEqual(outcomesOf(update, "today"), [
        ["complete", undefined],
        ["complete", undefined],
      ]);
      assert.deepEqual(update.crawl.warnings, []);
    });

    test("months apart: their days stand in one row", async () => {
      await next.months.text("junefeld", { by: "ben", at: "2024-06-05T10:00" });
      const update = await world.update();
      assertEverywhere(["januaryfeld", "junefeld"], update);
      assert.match(dayText(update.output, "months/2024/06/05/"), /junefeld/);
      assert.match(textAt(update.output, "months/2024/01/05/index.html"), /rel="next" href="\/months\/2024\/06\/05\/"/);
    });

    test("but for one that is not to be followed: nothing of its successor is read", async () => {
      await next.alone.text("nextberg");
      const update = await world.update();
      assertEverywhere(["solofeld"], update);
      assertNowhere(["nextberg"], update);
      assertNotIn([next.alone.roomId], update.output);
    });

    test("until the newer one closes: what is its own is in no byte, and what it says then neither", async () => {
      await next.today.visibility("shared");
      await next.today.text("curtainberg");
      const closed = await world.update();
      assertNowhere(["tidefeld", "curtainberg"], closed);
      assertEverywhere(["marshfeld", "lagfeld"], closed);
      await next.today.visibility("world_readable");
      await next.today.text("daylightfeld");
      const again = await world.update();
      assertEverywhere(["marshfeld", "lagfeld", "tidefeld", "daylightfeld"], again);
      assertNowhere(["curtainberg"], again);
    });

    test("until the older one closes: it is not named, and the newer one stays", async () => {
      await rooms.months.visibility("joined");
      const update = await world.update();
      assertNowhere(["januaryfeld"], update);
      assertEverywhere(["junefeld"], update);
      assert.deepEqual(outcomesOf(update, "months"), [
        ["refused", "closed-now"],
        ["complete", undefined],
      ]);
      assert.doesNotMatch(dayText(update.output, "months/"), /upgraded/);
    });

    test("and a room that only says so itself is not: a tombstone alone leads nowhere", async () => {
      const liar = await synapseRoom(synapse, { ...open, name: "Liar" });
      await liar.text("liarfeld");
      await next.months.state("m.room.tombstone", { body: "moved", replacement_room: liar.roomId });
      const update = await world.update();
      assertNowhere(["liarfeld"], update);
      assert.match(update.crawl.warnings.join("\n"), /^months: the room .* which does not say that it was upgraded/m);
      assert.equal(outcomesOf(update, "months").length, 2);
    });
  });
});
