import assert from "node:assert/strict";
import { suite, test } from "node:test";
import {
  editedContent,
  parsePollEnd,
  parsePollVote,
  parseRelation,
  parseVisibilityMark,
  relationsOf,
} from "#matrix/relations.ts";
import type { RoomEvent } from "#matrix/room-event.ts";

function event(type: string, content: unknown, redacted = false): RoomEvent {
  const base = { eventId: "$own", roomId: "!r", type, sender: "@ann:tidewater.example", originServerTs: 0 };
  return { ...base, content, redacted } as unknown as RoomEvent;
}

function relating(relatesTo: unknown, more: object = {}): RoomEvent {
  return event("m.room.message", { msgtype: "m.text", body: "x", "m.relates_to": relatesTo, ...more });
}

suite("relations", () => {
  test("a reply has no type of relation", () => {
    const reply = relating({ "m.in_reply_to": { event_id: "$a" } });
    assert.deepEqual(parseRelation(reply), { kind: "reply", target: "$a" });
  });

  test("a fallback inside a thread answers nothing, a real reply has two targets", () => {
    const thread = { rel_type: "m.thread", event_id: "$root", "m.in_reply_to": { event_id: "$a" } };
    const fallback = relating({ ...thread, is_falling_back: true });
    assert.deepEqual(parseRelation(fallback), { kind: "thread", target: "$root", isFallback: true });
    assert.deepEqual(relationsOf(fallback), [{ target: "$root", kind: "thread" }]);
    assert.deepEqual(relationsOf(relating(thread)), [
      { target: "$root", kind: "thread" },
      { target: "$a", kind: "reply" },
    ]);
  });

  test("threads of the draft are threads, and what they carry is a fallback unless said otherwise", () => {
    const thread = { rel_type: "io.element.thread", event_id: "$root", "m.in_reply_to": { event_id: "$a" } };
    assert.deepEqual(parseRelation(relating(thread)), { kind: "thread", target: "$root", isFallback: true });
    assert.equal(parseRelation(relating({ ...thread, is_falling_back: false }))?.replyTo, "$a");
  });

  test("reactions carry a key; image keys show their shortcode and never an address", () => {
    const imageReaction = (key: string) =>
      event("m.reaction", { "m.relates_to": { rel_type: "m.annotation", event_id: "$a", key } });
    const react = (key: unknown, more?: object) => {
      const relatesTo = { rel_type: "m.annotation", event_id: "$a", key };
      return parseRelation(event("m.reaction", { "m.relates_to": relatesTo, ...more }))?.key;
    };
    assert.equal(react(" 👍 "), "👍");
    assert.equal(react("mxc://a.example/b", { shortcode: ":wave:" }), ":wave:");
    assert.equal(react("mxc://a.example/b"), ":image:");
    assert.equal(parseRelation(imageReaction("mxc://a.example/b"))?.image, "mxc://a.example/b");
    assert.equal(parseRelation(imageReaction("mxc://../b"))?.image, undefined);
    assert.equal(react("🌊".repeat(5000)), "🌊".repeat(200));
    assert.equal(react(""), undefined);
    assert.equal(react(5), undefined);
  });

  test("malformed targets, targets that are the event itself and redacted events relate to nothing", () => {
    const broken = [null, [], "x", {}, { rel_type: "m.replace" }, { rel_type: "m.replace", event_id: 5 }];
    for (const relatesTo of [...broken, { rel_type: "m.replace", event_id: "$own" }]) {
      assert.deepEqual(relationsOf(relating(relatesTo)), []);
    }
    const content = { "m.relates_to": { "m.in_reply_to": { event_id: "$a" } } };
    assert.deepEqual(relationsOf(event("m.room.message", content, true)), []);
  });

  test("an unknown relation with a reply in it is that reply", () => {
    const unknown = { rel_type: "org.example.x", event_id: "$a", "m.in_reply_to": { event_id: "$b" } };
    assert.deepEqual(parseRelation(relating(unknown)), { kind: "reply", target: "$b" });
  });
});

suite("edits", () => {
  const replace = { rel_type: "m.replace", event_id: "$a" };

  test("an edit brings its new content, of any kind", () => {
    const edit = relating(replace, { "m.new_content": { msgtype: "m.notice", body: "better" } });
    assert.deepEqual(editedContent(edit), { kind: "notice", body: "better", html: undefined });
  });

  test("without new content, or with words from no one, it is no edit", () => {
    assert.equal(editedContent(relating(replace)), undefined);
    assert.equal(editedContent(relating(replace, { "m.new_content": [] })), undefined);
    assert.equal(editedContent(relating(replace, { "m.new_content": { msgtype: "m.server_notice" } })), undefined);
    assert.equal(editedContent(relating({}, { "m.new_content": { msgtype: "m.text", body: "x" } })), undefined);
  });
});

suite("polls and marks", () => {
  const reference = { rel_type: "m.reference", event_id: "$poll" };

  test("votes are read in all their forms", () => {
    const expected = { target: "$poll", answers: ["a", "b"] };
    const draft = { "m.relates_to": reference, "org.matrix.msc3381.poll.response": { answers: ["a", 1, "b", "a"] } };
    assert.deepEqual(parsePollVote(event("org.matrix.msc3381.poll.response", draft)), expected);
    const merged = { "m.relates_to": reference, "m.selections": ["a", "b"] };
    assert.deepEqual(parsePollVote(event("m.poll.response", merged)), expected);
  });

  test("a malformed vote takes the sender's vote back; other types and relations are no vote", () => {
    const content = { "m.relates_to": reference, "m.poll.response": { answers: "a" } };
    assert.deepEqual(parsePollVote(event("m.poll.response", content)), { target: "$poll", answers: [] });
    assert.equal(parsePollVote(event("m.room.message", content)), undefined);
    const reply = { "m.relates_to": { "m.in_reply_to": { event_id: "$poll" } } };
    assert.equal(parsePollVote(event("m.poll.response", reply)), undefined);
  });

  test("the end of a poll names it", () => {
    const end = event("org.matrix.msc3381.poll.end", { "m.relates_to": reference });
    assert.deepEqual(parsePollEnd(end), { target: "$poll" });
    assert.equal(parsePollEnd(event("m.poll.response", { "m.relates_to": reference })), undefined);
  });

  test("a visibility mark hides in either of its forms", () => {
    const mark = (content: object) => parseVisibilityMark(event("org.matrix.msc3531.visibility", content));
    assert.deepEqual(mark({ "m.relates_to": { ...reference, visible: false } }), { target: "$poll", visible: false });
    assert.deepEqual(mark({ "m.relates_to": reference, visible: false }), { target: "$poll", visible: false });
    assert.deepEqual(mark({ "m.relates_to": { ...reference, visible: true } }), { target: "$poll", visible: true });
  });
});
