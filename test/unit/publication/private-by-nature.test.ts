import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { JsonObject } from "#lib/json.ts";
import { parseEventContent } from "#matrix/parse-content.ts";
import { isPrivateByNature, withoutPrivateParts } from "#publication/private-by-nature.ts";
import { RoomBuilder } from "#test/support/room-builder.ts";

describe("types that are private by nature", () => {
  const hidden = [
    "m.beacon",
    "org.matrix.msc3672.beacon",
    "m.call.candidates",
    "m.call.answer",
    "m.call.hangup",
    "m.call.member",
    "org.matrix.msc3401.call.member",
    "m.rtc.slot",
    "m.receipt",
    "m.typing",
    "m.presence",
    "m.read_marker",
    "m.key.verification.start",
    "m.room_key",
    "m.room_key.withheld",
    "m.secret.send",
    "m.room.third_party_invite",
  ];
  for (const type of hidden)
    test(`nothing of ${type} is shown, and nothing of it is kept`, () => {
      assert.equal(isPrivateByNature({ type }), true);
      assert.deepEqual(withoutPrivateParts({ type, content: { secret: 1 } }), {});
    });

  test("a call, a shared place and a widget are one line, which needs nothing of their content", () => {
    const room = new RoomBuilder();
    const events = [
      room.event("m.call.invite", { offer: { sdp: "c=IN IP4 192.0.2.1" } }),
      room.state("org.matrix.msc3672.beacon_info", { description: "my way home" }, "@alice:example.org"),
      room.state("im.vector.modular.widgets", { url: "https://widget.example/" }, "w"),
    ].map(({ event }) => event);
    for (const event of events) {
      assert.equal(isPrivateByNature(event), false, event.type);
      const content = withoutPrivateParts(event);
      assert.deepEqual(content, {});
      assert.deepEqual(parseEventContent({ ...event, content }), { ...parseEventContent(event), ...noDescription });
    }
  });

  for (const type of [
    "m.room.message",
    "m.room.topic",
    "m.reaction",
    "m.poll.start",
    "m.callous",
    "m.keynote",
    "org.example.call",
  ])
    test(`${type} is not private and kept as it is`, () => {
      const content = { body: "as it is", reason: "because" };
      assert.equal(isPrivateByNature({ type }), false);
      assert.deepEqual(withoutPrivateParts({ type, content }), content);
    });
});

const noDescription = {};

describe("private parts", () => {
  const kept = (type: string, content: JsonObject) => withoutPrivateParts({ type, content });

  test("of a membership its name stays, and of who does not join only that", () => {
    const content = { displayname: "Bob", avatar_url: "mxc://a/b", reason: "my address is …", third_party_invite: {} };
    const join = { membership: "join", displayname: "Bob", avatar_url: "mxc://a/b" };
    assert.deepEqual(kept("m.room.member", { ...content, membership: "join" }), join);
    for (const membership of ["invite", "knock", "leave", "ban"])
      assert.deepEqual(kept("m.room.member", { ...content, membership }), { membership });
  });

  test("of a widget its name stays, and neither address nor data", () => {
    const content = {
      name: "Notes",
      url: "https://widget.example/?u=$matrix_user_id",
      type: "m.custom",
      data: { a: 1 },
    };
    assert.deepEqual(kept("im.vector.modular.widgets", content), { name: "Notes" });
    assert.deepEqual(kept("m.widget", { name: { a: 1 } }), {});
  });

  test("of a place its description stays, in edits too, and where it is goes", () => {
    const place = {
      msgtype: "m.location",
      body: "Home at 52.1,13.2",
      geo_uri: "geo:52.1,13.2",
      "org.matrix.msc3488.location": { uri: "geo:52.1,13.2", description: "the quay" },
    };
    const clean = { msgtype: "m.location", "org.matrix.msc3488.location": { description: "the quay" } };
    assert.deepEqual(kept("m.room.message", place), clean);
    const relates = { "m.relates_to": { rel_type: "m.replace", event_id: "$a" } };
    const edit = { ...place, ...relates, "m.new_content": place };
    assert.deepEqual(kept("m.room.message", edit), { ...clean, ...relates, "m.new_content": clean });
    assert.doesNotMatch(JSON.stringify(kept("org.matrix.msc3488.location", { ...place, msgtype: "x" })), /52\.1/);
  });
});
