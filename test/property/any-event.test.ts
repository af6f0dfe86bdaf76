import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { JsonObject, JsonValue } from "#lib/json.ts";
import { isSilentMsgtype, isSilentType } from "#matrix/content-silent.ts";
import { stableTypeFor } from "#matrix/content-names.ts";
import { tilesFor } from "#test/support/corpus-case.ts";
import { assertSafeHtml } from "#test/unit/message/assert-safe-html.ts";

const types = (
  "m.room.message m.sticker m.location m.poll.start org.matrix.msc3381.poll.start m.message org.matrix.msc1767.emote m.call.invite " +
  "m.room.encrypted m.room.name m.room.topic m.room.avatar m.room.canonical_alias m.room.pinned_events m.room.tombstone " +
  "m.room.create m.room.history_visibility m.room.power_levels m.room.join_rules m.room.server_acl m.room.policy " +
  "m.policy.rule.user im.vector.modular.widgets m.beacon_info m.room.member m.reaction m.room.redaction m.room.robots " +
  "example.unknown __proto__ constructor"
).split(" ");
const keys = (
  "body formatted_body format msgtype url file info filename name topic m.topic m.text m.html m.poll question answers kind id " +
  "m.relates_to rel_type event_id key m.in_reply_to m.new_content m.mentions displayname membership alias pinned " +
  "geo_uri m.location description itemtypes itemtype org.matrix.msc1767.text org.matrix.msc1767.html org.matrix.msc1767.audio " +
  "org.matrix.msc3245.voice com.beeper.linkpreviews com.beeper.per_message_profile og:title mimetype size w h duration waveform " +
  "history_visibility replacement_room predecessor room_id users deny toString __proto__"
).split(" ");
const words = fc.constantFrom(
  "m.text",
  "m.image",
  "m.emote",
  "m.gallery",
  "m.file",
  "m.audio",
  "m.location",
  "m.replace",
  "m.thread",
  "m.annotation",
  "join",
  "ban",
  "org.matrix.custom.html",
  "text/html",
  "mxc://tidewater.example/abc",
  "$1",
  "$gone",
  "@bo:tidewater.example",
  "<b>tide</b>",
  "<script>x</script>",
  "high water",
  "",
  " ",
  "\0",
  "\u202e",
  "geo:54.1,9.2",
);
const scalar: fc.Arbitrary<JsonValue> = fc.oneof(
  { weight: 4, arbitrary: words },
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom<JsonValue>(null, true, false, 0, -1, 1e308, 0.5),
);
const { json } = fc.letrec<{ json: JsonValue; object: JsonObject }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    { weight: 3, arbitrary: scalar },
    fc.array(tie("json"), { maxLength: 4 }),
    tie("object"),
  ),
  object: fc.dictionary(fc.constantFrom(...keys), tie("json"), { maxKeys: 6 }),
}));
const content = fc.dictionary(fc.constantFrom(...keys), json, { minKeys: 0, maxKeys: 10 });
const event = fc.record(
  {
    type: fc.constantFrom(...types),
    content: fc.oneof({ weight: 9, arbitrary: content }, json),
    state_key: fc.constantFrom("", "x"),
  },
  { requiredKeys: ["type", "content"] },
);

test("any JSON as an event gives a tile of words, and nothing of it but what is meant to be silent gives none", () => {
  fc.assert(
    fc.property(event, (one) => {
      const [tile] = tilesFor({
        row: "",
        promise: "",
        source: "",
        wellFormed: false,
        events: [one],
        expect: { tile: "" },
      });
      assert.ok(tile !== undefined);
      if (tile.tile === "none") assert.ok(isSilent(one), JSON.stringify(one));
      else if (tile.tile !== "removed") assert.match(tile.text ?? "", /\S/, JSON.stringify(one));
      assert.doesNotMatch(`${tile.text ?? ""} ${tile.html ?? ""}`, /\bundefined\b|\[object |\bNaN\b/);
      if (tile.html !== undefined) assertSafeHtml(tile.html);
    }),
    { numRuns: 500 },
  );
});

/** What says nothing to readers, changes another message, or is no event at all. */
function isSilent({
  type,
  content: said,
  state_key,
}: {
  type: string;
  content: JsonValue;
  state_key?: string;
}): boolean {
  if (typeof said !== "object" || said === null || Array.isArray(said)) return true;
  const { msgtype, "m.relates_to": relation } = said as JsonObject;
  const isChange = typeof relation === "object" && relation !== null;
  return (
    isSilentType(stableTypeFor(type)) ||
    isSilentMsgtype(msgtype) ||
    isChange ||
    (type === "m.room.member" && state_key !== undefined)
  );
}
