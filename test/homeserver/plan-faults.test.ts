import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { dayMs } from "#lib/calendar-day.ts";
import { MatrixApiError } from "#matrix/matrix-api-error.ts";
import type { PlanReport } from "#operations/plan-report.ts";
import type { Faults } from "#sample/faults.ts";
import { textFrom, visibilityFrom } from "#sample/new-event.ts";
import type { SampleRoom } from "#sample/sample-room.ts";
import { startSampleHomeserver, type SampleHomeserver } from "#sample/start-sample-homeserver.ts";
import { impatientHomeserver } from "../support/impatient-homeserver.ts";
import { planConfig, planOf } from "./plan-scenario.ts";
import { ada, createdAtMs, testRoom } from "./sample-rooms.ts";

const noonOf = (day: number) => ({ originServerTs: createdAtMs + day * dayMs });

/** A room with a message at noon of each of so many days from its creation on. */
function dailyRoom(id: string, days: number, { openedAfter = 0 } = {}): SampleRoom {
  const roomId = `!${id}:tidewater.example`;
  const room = testRoom({ roomId, ...(openedAfter > 0 ? { visibility: "shared" } : {}) });
  for (let day = 0; day < days; day += 1) {
    if (openedAfter > 0 && day === openedAfter) room.add(visibilityFrom(ada, "world_readable", noonOf(day)));
    room.add(textFrom(ada, `day ${day}`, noonOf(day)));
  }
  return room.toRoom();
}

async function serve(t: TestContext, rooms: readonly SampleRoom[], faults: Faults = {}): Promise<SampleHomeserver> {
  const server = await startSampleHomeserver({ rooms, faults });
  t.after(() => server.stop());
  return server;
}

async function plan({ url, token, rooms }: SampleHomeserver): Promise<PlanReport> {
  const entries = rooms.map(({ roomId }) => ({ room: roomId }));
  return planOf(planConfig(url, entries), await impatientHomeserver(url, { token }));
}

test("a server without jump-to-date leaves history and forecast open, and one warning says so", async (t) => {
  const server = await serve(t, [dailyRoom("one", 3), dailyRoom("two", 3)], { jumpToDate: "missing" });
  const { rooms, forecast, warnings } = await plan(server);
  assert.deepEqual(
    rooms.map(({ verdict, history }) => [verdict, history]),
    [
      ["publish", undefined],
      ["publish", undefined],
    ],
  );
  assert.equal(forecast, undefined);
  assert.deepEqual(warnings, [
    "The server cannot jump to a date, so how far back room-0, room-1 can be read is not known and not in the forecast. A crawl reads it all the same.",
  ]);
});

test("a jump that names events nobody can read gives the time of the opening, never an error", async (t) => {
  const server = await serve(t, [dailyRoom("one", 40, { openedAfter: 30 })], { jumpToDate: "unknown-event" });
  const { rooms, warnings } = await plan(server);
  assert.deepEqual(rooms[0]?.history, { first: "2025-03-31", last: "2025-04-09" });
  assert.deepEqual(warnings, []);
});

test("a room that the server fails to deliver stops no other room", async (t) => {
  const [broken, well] = [dailyRoom("broken", 2), dailyRoom("well", 2)];
  const answer = { kind: "server-error", status: 500 } as const;
  const faults: Faults = { rules: [{ endpoint: "messages", roomId: broken.roomId, answer }] };
  const { rooms, forecast } = await plan(await serve(t, [broken, well], faults));
  assert.deepEqual(
    rooms.map(({ verdict }) => verdict),
    ["unknown", "publish"],
  );
  assert.match(rooms[0]?.problem ?? "", /failed at .*messages.* The fault is on its side: try again later/);
  assert.equal(rooms[0]?.roomId, broken.roomId);
  assert.equal(forecast?.days, 2);
});

test("where only the question by date fails, the room is planned and the forecast goes without it", async (t) => {
  const [slow, well] = [dailyRoom("slow", 9), dailyRoom("well", 2)];
  const answer = { kind: "server-error", status: 500 } as const;
  const faults: Faults = { rules: [{ endpoint: "timestamp-to-event", roomId: slow.roomId, answer }] };
  const { rooms, forecast, warnings } = await plan(await serve(t, [slow, well], faults));
  assert.deepEqual([rooms[0]?.verdict, rooms[0]?.history], ["publish", undefined]);
  assert.equal(forecast?.days, 2);
  assert.match(warnings.join("\n"), /^room-0: how far back it can be read could not be learnt .* failed at/);
});

test("a token that expires ends the plan: every further room would be refused too", async (t) => {
  const answer = { kind: "token-expired" } as const;
  const server = await serve(t, [dailyRoom("one", 2), dailyRoom("two", 2)], {
    rules: [{ endpoint: "messages", from: 2, answer }],
  });
  await assert.rejects(plan(server), (error) => error instanceof MatrixApiError && error.kind === "unauthorized");
});

test("the day of an opening after years is found exactly, and with few questions", async (t) => {
  const server = await serve(t, [dailyRoom("late", 900, { openedAfter: 700 })]);
  const { rooms } = await plan(server);
  assert.deepEqual(rooms[0]?.history, { first: "2027-01-30", last: "2027-08-17" });
  assert.ok(server.requestLog.length <= 50, `${server.requestLog.length} requests`);
});

test("an earlier stretch that was open counts, although the room was closed in between", async (t) => {
  const room = testRoom({ visibility: "shared" });
  room.add(textFrom(ada, "among ourselves", noonOf(1)));
  room.add(visibilityFrom(ada, "world_readable", noonOf(2)));
  room.add(textFrom(ada, "in the open", noonOf(3)));
  room.add(visibilityFrom(ada, "shared", noonOf(20)));
  room.add(textFrom(ada, "among ourselves again", noonOf(30)));
  room.add(visibilityFrom(ada, "world_readable", noonOf(60)));
  room.add(textFrom(ada, "in the open again", noonOf(61)));
  const { rooms } = await plan(await serve(t, [room.toRoom()]));
  assert.deepEqual(rooms[0]?.history, { first: "2025-03-03", last: "2025-05-01" });
  assert.equal(rooms[0]?.opened?.at, "2025-04-30T12:00:00.000Z");
});

test("a plan sends nothing: every request reads", async (t) => {
  const server = await serve(t, [dailyRoom("one", 3)]);
  await plan(server);
  assert.ok(server.requestLog.length > 0);
  assert.deepEqual(new Set(server.requestLog.map(({ method }) => method)), new Set(["GET"]));
});
