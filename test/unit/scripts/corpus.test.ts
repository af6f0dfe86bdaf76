import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { shortIdFor } from "#lib/short-id.ts";
import { parseRecords, type ChatRecord } from "#scripts/corpus/chat-record.ts";
import { missingWords } from "#scripts/corpus/missing-words.ts";
import { eventIdOf, roomFromRecords } from "#scripts/corpus/room-from-records.ts";

const base: ChatRecord = {
  src: "pier",
  room: "tides",
  id: "1",
  ts: Date.UTC(2025, 2, 4),
  sender: "Ann",
  sender_id: "ann",
};

function pageWith(record: ChatRecord, markup: string) {
  const html = `<ol><li><article id="${shortIdFor(eventIdOf(record))}">${markup}</article></ol>`;
  return new Map([["pier-tides/2025/03/04/index.html", Buffer.from(html)]]);
}

suite("the corpus command", () => {
  test("lines end at line feeds alone", () => {
    const text = `${JSON.stringify({ ...base, body: "ebb\u2028flood" })}\n\n${JSON.stringify({ ...base, id: "2" })}\n`;
    assert.deepEqual(
      parseRecords(text).map(({ id }) => id),
      ["1", "2"],
    );
    assert.throws(() => parseRecords("{}\nno"), /Line 2 is not JSON/);
  });

  test("words that are not in their message are named, in others they do not count", () => {
    const record = { ...base, body: "High water at noon" };
    const site = pageWith(record, "<div>High <b>wat</b>er</div>");
    assert.deepEqual(
      missingWords([record], site).map(({ words }) => words),
      [["at", "noon"]],
    );
    assert.equal(missingWords([{ ...record, id: "2" }], site)[0]?.page, undefined);
  });

  test("of formatted messages the words are those of their HTML, less what is masked or deleted", () => {
    const record = { ...base, body: "*ebb*", html: "<em>flood</em> to ann@tidewater.example" };
    assert.deepEqual(missingWords([record], pageWith(record, "flood to [hidden]")), []);
    const deletion: ChatRecord = { ...base, id: "9", type: "delete", target: "1" };
    assert.deepEqual(missingWords([record, deletion], pageWith(record, "removed")), []);
  });

  test("a record becomes a message of its sender, with its answer, its newer wording and its reactions", () => {
    const newer: ChatRecord = {
      ...base,
      id: "2",
      ts: base.ts + 1000,
      sender_id: "Bob B",
      body: "flood",
      edits: [{ ts: base.ts + 500, body: "floood" }],
      reply_to: "1",
      reactions: { "👍": 2 },
    };
    const { events } = roomFromRecords("pier-tides", [newer, { ...base, body: "ebb" }]);
    const all = Array.from({ length: events.length }, (_, index) => events.at(index));
    const said = all.filter(({ type }) => type === "m.room.message");
    assert.deepEqual(
      said.map(({ content }) => content["body"]),
      ["ebb", "floood", "flood"],
    );
    assert.equal(said[1]?.sender, "@bob=20b:corpus.example");
    assert.deepEqual(said[1]?.content["m.relates_to"], { "m.in_reply_to": { event_id: eventIdOf(base) } });
    assert.equal(all.filter(({ type }) => type === "m.reaction").length, 2);
  });
});
