import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Homeserver } from "#matrix/homeserver.ts";
import { parseEventId, parseRoomAlias, parseRoomId, type RoomId } from "#matrix/ids.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import { bodiesOf, eventOf, failureOf, walkHistory } from "../support/walk-history.ts";
import { canary, noon, playScenario, type Scenario, type ScenarioStage } from "./homeserver-scenario.ts";

/** What every implementation of `Homeserver` promises, asked of a server of one kind. To be called within a suite. */
export function homeserverContract(openStage: () => Promise<ScenarioStage>): void {
  let stage: ScenarioStage;
  let played: Scenario;
  let homeserver: Homeserver;

  before(async () => {
    stage = await openStage();
    played = await playScenario(stage);
    homeserver = await stage.open();
  });
  after(() => stage.stop());

  const nobody = parseEventId("$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
  const nowhere = (): RoomId => parseRoomId(`!nowhere:${stage.serverName}`) ?? assert.fail();
  assert.ok(nobody !== undefined);

  const walk = (roomId: RoomId, limit: number, direction?: "backward" | "forward"): Promise<readonly RoomEvent[]> =>
    walkHistory(homeserver, roomId, { limit, ...(direction === undefined ? {} : { direction }) });

  /** What the server really sends, past the client. */
  async function rawAnswer(path: string): Promise<string> {
    const headers = { authorization: `Bearer ${stage.token}` };
    return (await fetch(`${stage.url}/_matrix/client/v3/rooms/${path}`, { headers })).text();
  }

  describe("who and where", () => {
    test("the token's account is told", async () => {
      assert.deepEqual(await homeserver.fetchWhoami(), { userId: stage.readerId });
    });

    test("a wrong token is unauthorized and is not shown", async () => {
      const stranger = await stage.open("syt_wrong_token");
      const error = await failureOf(stranger.fetchWhoami(), "unauthorized");
      assert.doesNotMatch(error.message, /syt_wrong_token/);
    });

    test("an alias leads to its room, an unknown one to nothing", async () => {
      const alias = (name: string) => parseRoomAlias(`#${name}:${stage.serverName}`) ?? assert.fail();
      const found = await homeserver.fetchRoomIdForAlias(alias("tea"));
      assert.deepEqual(found, { roomId: stage.rooms.tea.roomId, via: [stage.serverName] });
      assert.equal(await homeserver.fetchRoomIdForAlias(alias("nothing")), undefined);
    });

    test("a summary says what a room is and whether the world may read it", async () => {
      const { tea, never, space } = stage.rooms;
      const open = await homeserver.fetchRoomSummary(tea.roomId);
      assert.deepEqual(
        [open?.roomId, open?.name, open?.topic, open?.worldReadable, open?.encryption, open?.joinRule],
        [tea.roomId, "Tea", "Hot water", true, undefined, "public"],
      );
      assert.equal(open?.canonicalAlias, `#tea:${stage.serverName}`);
      assert.equal((await homeserver.fetchRoomSummary(never.roomId))?.worldReadable, false);
      assert.equal((await homeserver.fetchRoomSummary(space.roomId))?.roomType, "m.space");
      assert.equal(await homeserver.fetchRoomSummary(nowhere()), undefined);
    });

    test("state in force is told by type and key, and as a whole", async () => {
      const { roomId } = stage.rooms.shutters;
      assert.deepEqual(await homeserver.fetchStateContent(roomId, "m.room.topic", ""), { topic: "Open again" });
      assert.equal(await homeserver.fetchStateContent(roomId, "m.room.avatar", ""), undefined);
      const state = (await homeserver.fetchState(roomId)).map(eventOf);
      assert.ok(state.some(({ type, content }) => type === "m.room.topic" && content["topic"] === "Open again"));
      assert.ok(state.some(({ type, stateKey }) => type === "m.room.member" && stateKey?.startsWith("@ada:")));
    });

    test("a space names its rooms in order, without those taken out", async () => {
      const { space, tea, modern } = stage.rooms;
      const found = await Array.fromAsync(homeserver.fetchHierarchy(space.roomId));
      assert.deepEqual(
        found[0]?.children.map(({ roomId }) => roomId),
        [modern.roomId, tea.roomId],
      );
      assert.deepEqual(new Set(found.map(({ roomId }) => roomId)), new Set([space.roomId, modern.roomId, tea.roomId]));
    });
  });

  describe("history", () => {
    test("comes newest first in the order of sending, whatever the timestamps claim, to its very start", async () => {
      const events = await walk(stage.rooms.tea.roomId, 1000);
      assert.deepEqual(bodiesOf(events), played.teaBodies.toReversed());
      const times = events.map(({ originServerTs }) => originServerTs);
      assert.ok(times.includes(2 ** 53 - 1) && times.includes(0));
    });

    test("is the same in pages of any size and from either end", async () => {
      const whole = (await walk(stage.rooms.tea.roomId, 1000)).map(({ eventId }) => eventId);
      for (const limit of [1, 3]) {
        const pieces = await walk(stage.rooms.tea.roomId, limit);
        assert.deepEqual(
          pieces.map(({ eventId }) => eventId),
          whole,
          `limit ${limit}`,
        );
      }
      const forward = await walk(stage.rooms.tea.roomId, 4, "forward");
      assert.deepEqual(
        forward.map(({ eventId }) => eventId),
        whole.toReversed(),
      );
    });

    test("is read as an outsider, and it is noticed where it is not", async () => {
      const asOutsider = await homeserver.fetchMessages(stage.rooms.tea.roomId, { limit: 10, direction: "backward" });
      const asMember = await homeserver.fetchMessages(stage.rooms.joined.roomId, { limit: 10, direction: "backward" });
      assert.deepEqual([asOutsider.readAsMember, asMember.readAsMember], [false, true]);
    });

    test("of a room whose id names no server is read like any other", async () => {
      const { roomId } = stage.rooms.modern;
      assert.doesNotMatch(roomId, /:/);
      assert.deepEqual(bodiesOf(await walk(roomId, 100)), ["a room without server"]);
    });

    test("of a closed, a retired and an unknown room is forbidden", async () => {
      for (const roomId of [stage.rooms.never.roomId, stage.rooms.retired.roomId, nowhere()]) {
        const error = await failureOf(
          homeserver.fetchMessages(roomId, { limit: 5, direction: "backward" }),
          "forbidden",
        );
        assert.ok(error.isDefinite);
      }
    });

    test("shows what was redacted without its words, and what redacted it with its target", async () => {
      const events = await walk(stage.rooms.tea.roomId, 100);
      const emptied = events.find(({ eventId }) => eventId === played.tea.redacted);
      assert.deepEqual([emptied?.redacted, emptied?.content], [true, {}]);
      const redaction = events.find(({ type }) => type === "m.room.redaction");
      assert.deepEqual([redaction?.redacts, redaction?.redacted], [[played.tea.redacted], false]);
    });
  });

  describe("single events", () => {
    test("a context has tokens on both sides of its event and the state after it, without members", async () => {
      const { roomId } = stage.rooms.tea;
      const context = await homeserver.fetchContext(roomId, played.tea.wild);
      assert.equal(context?.event.kind === "event" && context.event.event.eventId, played.tea.wild);
      const types = context?.state.map(({ type }) => type) ?? [];
      assert.ok(types.includes("m.room.history_visibility") && types.includes("m.room.create"));
      assert.ok(!types.includes("m.room.member"));
      const back = await homeserver.fetchMessages(roomId, { from: context?.end, limit: 1, direction: "backward" });
      assert.deepEqual(bodiesOf(back.events.map(eventOf)), ["from the far future"]);
      const on = await homeserver.fetchMessages(roomId, { from: context?.end, limit: 1, direction: "forward" });
      assert.deepEqual(bodiesOf(on.events.map(eventOf)), ["from the beginning of time"]);
    });

    test("the state of a context is that of its time, not of now", async () => {
      const context = await homeserver.fetchContext(stage.rooms.shutters.roomId, played.shutters.open);
      assert.ok(context?.state.every(({ type }) => type !== "m.room.topic"));
    });

    test("an event is told alone; unknown and hidden ones are not", async () => {
      const { tea, shutters, retired } = stage.rooms;
      assert.deepEqual(bodiesOf([eventOf(await homeserver.fetchEvent(tea.roomId, played.tea.first))]), ["first"]);
      assert.deepEqual(bodiesOf([eventOf(await homeserver.fetchEvent(retired.roomId, played.retired.open))]), [
        "once public",
      ]);
      for (const [roomId, eventId] of [
        [tea.roomId, nobody],
        [shutters.roomId, played.shutters.hiddenEdit],
      ] as const) {
        assert.equal(await homeserver.fetchEvent(roomId, eventId), undefined);
        assert.equal(await homeserver.fetchContext(roomId, eventId), undefined);
      }
    });

    test("jump-to-date finds the next event on either side, and nothing beyond the ends", async () => {
      const { roomId: tea } = stage.rooms.tea;
      const earlier = await homeserver.fetchEventAtTime(tea, Date.UTC(2024, 2, 5, 9), "backward");
      assert.deepEqual(earlier, { eventId: played.tea.first, originServerTs: Date.UTC(2024, 2, 5, 9) });
      const later = await homeserver.fetchEventAtTime(tea, Date.UTC(2024, 2, 8, 7), "forward");
      assert.deepEqual(later?.eventId, played.tea.last);
      assert.equal(await homeserver.fetchEventAtTime(stage.rooms.modern.roomId, 0, "backward"), undefined);
    });
  });

  describe("what was said in closed times", () => {
    test("is in no page of history, whatever the server bundles, adds or repeats (T1, T4, T5, T7)", async () => {
      const { roomId } = stage.rooms.shutters;
      const events = await walk(roomId, 100);
      assert.deepEqual(bodiesOf(events), ["open again", "said in the open"]);
      assert.doesNotMatch(JSON.stringify(events), new RegExp(canary));
      assert.match(await rawAnswer(`${roomId}/messages?dir=b&limit=100`), new RegExp(canary), "the trap is set");
      const regretted = events.filter(({ redacted }) => redacted);
      assert.equal(regretted.length, 1);
    });

    test("does not come with a single event or beside a context (T1, T5, T7)", async () => {
      const { roomId } = stage.rooms.shutters;
      const alone = await homeserver.fetchEvent(roomId, played.shutters.open);
      const context = await homeserver.fetchContext(roomId, played.shutters.open);
      assert.ok(alone !== undefined && context !== undefined);
      assert.doesNotMatch(JSON.stringify([alone, context]), new RegExp(canary));
      for (const path of ["event", "context"]) {
        const raw = await rawAnswer(`${roomId}/${path}/${played.shutters.open}`);
        assert.match(raw, new RegExp(canary), "the trap is set");
      }
    });

    test("may be named by jump-to-date, and is then not to be had (T3)", async () => {
      const { roomId } = stage.rooms.shutters;
      const hint = await homeserver.fetchEventAtTime(roomId, Date.UTC(2024, 2, 3, 10, 6), "backward");
      assert.equal(hint?.eventId, played.shutters.hiddenLast);
      assert.equal(await homeserver.fetchContext(roomId, hint?.eventId ?? nobody), undefined);
    });

    test("keeps its day from being jumped to in a room that is closed now", async () => {
      await failureOf(homeserver.fetchEventAtTime(stage.rooms.never.roomId, noon, "backward"), "forbidden");
    });
  });
}
