import assert from "node:assert/strict";
import { test } from "node:test";
import { stateFrom, textFrom } from "#sample/new-event.ts";
import { startSampleHomeserver } from "#sample/start-sample-homeserver.ts";
import { impatientHomeserver } from "../support/impatient-homeserver.ts";
import { planConfig, planOf } from "./plan-scenario.ts";
import { ada, ben, roomId, testRoom } from "./sample-rooms.ts";

const agreed = { channel: "#tide", agreedBy: "ops", on: "2024-01-02", evidence: "https://example.org/minutes" };

test("a plan tells who writes from elsewhere, of whom nobody asked, and that a room wants no search engines", async (t) => {
  const room = testRoom({ topic: "Tides" });
  room.add(stateFrom(ada, "m.room.archive_controls", { robots: ["noindex"] }));
  const bridge = { protocol: { id: "irc" }, network: { id: "libera" } };
  room.add(stateFrom(ada, "m.bridge", bridge, { stateKey: "libera" }));
  for (const sender of [ada, ben, "@nick:libera.chat", "@_discord_1:b.example", "@_discord_2:b.example"])
    room.add(textFrom(sender, "hello"));
  const server = await startSampleHomeserver({ rooms: [room.toRoom()] });
  t.after(() => server.stop());
  const open = () => impatientHomeserver(server.url, { token: server.token });
  const bridges = [{ ...agreed, network: "libera.chat" }];
  const report = await planOf(planConfig(server.url, [{ room: roomId, index: true, bridges }]), await open());
  assert.deepEqual(report.rooms[0]?.verdict, "publish");
  const told = report.warnings.join("\n");
  assert.match(told, /^room-0: the room asks search engines not to list it/m);
  assert.match(told, /^room-0: its topic does not say that it is logged, .* libera\.chat/m);
  assert.match(told, /^room-0: 1 of the 5 people .* Libera\.Chat give them; their network has consented\./m);
  assert.match(told, /^room-0: 2 of the 5 people .* Discord give them; they would be withheld/m);

  server.send(roomId, stateFrom(ada, "m.room.archive_controls", {}));
  server.send(roomId, stateFrom(ada, "m.room.topic", { topic: "Tides. Publicly logged" }));
  const again = await planOf(planConfig(server.url, [{ room: roomId, index: true, bridges }]), await open());
  assert.doesNotMatch(again.warnings.join("\n"), /search engines|is logged/);
});
