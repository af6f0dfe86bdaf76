import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { planConfig, planOf, planOfRoom, playPlanScenario, type PlanStage } from "./plan-scenario.ts";

/** What a plan promises on any homeserver. `firstDay`: of the room that was open from its first event on. */
export function planPromises(openStage: () => Promise<PlanStage>, { firstDay }: { firstDay: string }): void {
  let stage: PlanStage;
  before(async () => {
    stage = await openStage();
    await playPlanScenario(stage);
  });
  after(() => stage.stop());
  const alias = (name: string) => `#${name}:${stage.serverName}`;

  test("an open room would be published: who opened it, who is in it, what would be fetched", async () => {
    const room = await planOfRoom(stage, { room: alias("harbour"), slug: "harbour" });
    const { opened, notice, ...rest } = room;
    assert.deepEqual(rest, {
      slug: "harbour",
      room: alias("harbour"),
      roomId: stage.rooms.harbour.roomId,
      name: "Harbour",
      verdict: "publish",
      reason: undefined,
      problem: undefined,
      historyVisibility: "world_readable",
      joinRule: "public",
      joinedMembers: 1,
      bridges: [],
      looksInternal: false,
      linksToSite: true,
      history: { first: firstDay, last: "2024-05-10" },
      // Nothing of it is stored yet.
      stretches: [],
    });
    assert.equal(opened?.by, `@ada:${stage.serverName}`);
    assert.match(opened.at, /^20\d\d-\d\d-\d\dT/);
    assert.equal(notice?.topic, "Public archive: https://chat.example.org/harbour/");
  });

  test("nothing older than the room's since would be fetched", async () => {
    const since = (day: string) => planOfRoom(stage, { room: alias("harbour"), since: day });
    assert.deepEqual((await since("2024-04-01")).history, { first: "2024-05-10", last: "2024-05-10" });
    assert.equal((await since("2024-05-11")).history, undefined);
  });

  test("what was said before a room was opened does not count, although the server names it by date", async () => {
    const { history, opened, linksToSite } = await planOfRoom(stage, { room: alias("attic") });
    assert.deepEqual(history, { first: "2024-06-10", last: "2024-07-01" });
    assert.equal(opened?.at, "2024-06-10T09:00:00.000Z");
    assert.equal(linksToSite, false);
  });

  test("a closed room is withheld with what to do, and what is public of it is told", async () => {
    const room = await planOfRoom(stage, { room: alias("lounge") });
    const { verdict, reason, name, joinRule, joinedMembers, looksInternal, history, notice, opened } = room;
    assert.deepEqual([verdict, reason, name], ["withhold", "closed-now", "Staff lounge"]);
    assert.deepEqual([joinRule, joinedMembers, looksInternal], ["public", 1, true]);
    assert.deepEqual([history, notice, opened], [undefined, undefined, undefined]);
    assert.match(room.problem ?? "", /not readable by anyone .* Only the room's own people can change that/);
  });

  test("encrypted rooms, spaces and rooms of the reading account are withheld by their own reasons", async () => {
    const { encrypted, space, joined } = stage.rooms;
    const reasons = [];
    for (const { roomId } of [encrypted, space, joined]) {
      const { verdict, reason, problem } = await planOfRoom(stage, { room: roomId });
      assert.ok(verdict === "withhold" && problem !== undefined);
      reasons.push(reason);
    }
    assert.deepEqual(reasons, ["encrypted", "not-a-chat", "reader-is-member"]);
  });

  test("a bridged room is withheld until consent is recorded, and the network is named", async () => {
    const { roomId } = stage.rooms.bridged;
    const without = await planOfRoom(stage, { room: roomId });
    assert.deepEqual([without.reason, without.bridges], ["bridge-without-consent", ["TideNet (IRC)"]]);
    assert.match(without.problem ?? "", /key "bridges"/);
    const consent = { network: "tide", channel: "#tide", agreedBy: "channel ops", on: "2024-01-02" };
    const evidence = "https://example.org/minutes";
    const agreed = await planOfRoom(stage, { room: roomId, bridges: [{ ...consent, evidence }] });
    assert.deepEqual([agreed.verdict, agreed.bridges], ["publish", ["TideNet (IRC)"]]);
  });

  test("an alias that leads nowhere is unknown with what to do, and the other rooms are planned all the same", async () => {
    const config = planConfig(stage.url, [{ room: alias("nowhere") }, { room: alias("harbour") }]);
    const { rooms, forecast, reader } = await planOf(config, await stage.open());
    assert.deepEqual(
      rooms.map(({ verdict }) => verdict),
      ["unknown", "publish"],
    );
    assert.match(rooms[0]?.problem ?? "", /^No room is known under #nowhere:.* Check it in a client/);
    assert.equal(rooms[0]?.roomId, undefined);
    assert.equal(reader, stage.readerId);
    const days = (Date.parse("2024-05-10") - Date.parse(firstDay)) / 86_400_000 + 1;
    assert.equal(forecast?.days, days);
  });

  test("a space proposes its public rooms that are not listed, and never names private ones", async () => {
    const config = planConfig(stage.url, [{ room: alias("harbour") }], [alias("everything")]);
    const report = await planOf(config, await stage.open());
    const { garden, pantry, cabin } = stage.rooms;
    const space = alias("everything");
    assert.deepEqual(
      report.proposed.toSorted((a, b) => (a.name ?? "").localeCompare(b.name ?? "")),
      [
        { space, roomId: garden.roomId, alias: alias("garden"), name: "Garden", worldReadable: true },
        { space, roomId: pantry.roomId, alias: undefined, name: "Pantry", worldReadable: false },
      ],
    );
    assert.deepEqual(report.warnings, []);
    assert.ok(!JSON.stringify(report).includes(cabin.roomId));
  });

  test("a space that is unknown or closed gives a warning, and the plan goes on", async () => {
    const spaces = [alias("nothing"), stage.rooms.cabin.roomId, alias("everything")];
    const report = await planOf(planConfig(stage.url, [{ room: alias("garden") }], spaces), await stage.open());
    assert.equal(report.warnings.length, 2);
    assert.match(report.warnings[0] ?? "", /^#nothing:.* could not be asked for\. No space is known under this alias/);
    assert.ok(
      report.warnings[1]?.startsWith(`${stage.rooms.cabin.roomId}: the rooms of this space could not be asked`),
    );
    assert.ok(report.proposed.some(({ name }) => name === "Harbour"));
  });

  test("a room listed by alias and again by id is named in a warning", async () => {
    const config = planConfig(stage.url, [{ room: alias("harbour") }, { room: stage.rooms.harbour.roomId }]);
    const { warnings } = await planOf(config, await stage.open());
    assert.deepEqual(warnings, ["room-0, room-1 are the same room: list it once."]);
  });
}
