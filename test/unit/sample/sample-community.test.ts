import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parse } from "yaml";
import { communityCanaries } from "#sample/community/canaries.ts";
import { sampleCommunity } from "#sample/community/sample-community.ts";
import { isOpen } from "#sample/reader-access.ts";
import { orderOf, RoomLog } from "#sample/room-log.ts";
import { sampleConfigText } from "#sample/sample-config.ts";
import type { SampleEvent } from "#sample/sample-event.ts";
import { relationOf } from "#sample/sample-event.ts";

const { rooms } = sampleCommunity();
const logs = rooms.map((room) => new RoomLog(room.roomId, room.events));
const entries = logs.flatMap((log) =>
  Array.from({ length: log.size }, (_, place) => {
    const entry = log.entryAt(place);
    return { log, event: entry.event, isPublic: isOpen(log) && isOpen(log, orderOf(entry)) };
  }),
);
const dayOf = ({ originServerTs }: SampleEvent): string => new Date(originServerTs).toISOString().slice(0, 10);
const unfilledSlot = /\{(?:station2?|level|over|clock|cm|volts|n)\}|\{[^{}\\]*\|[^{}\\]*\}/;
const bodyOf = ({ content: { body } }: SampleEvent): string => (typeof body === "string" ? body : "");
const textOf = (event: SampleEvent): string => JSON.stringify(event.content).toLowerCase();

describe("the sample community", () => {
  test("is the same on every run, event by event", () => {
    const again = sampleCommunity().rooms.flatMap(({ events }) =>
      Array.from({ length: events.length }, (_, i) => events.at(i)),
    );
    assert.deepEqual(
      again,
      entries.map(({ event }) => event),
    );
    assert.equal(new Set(again.map(({ eventId }) => eventId)).size, again.length);
  });

  test("has about two thousand events over eight months", () => {
    const days = new Set(entries.map(({ event }) => dayOf(event)).filter((day) => day > "2000"));
    assert.ok(entries.length > 1_900 && entries.length < 2_300, String(entries.length));
    const sorted = [...days].toSorted();
    assert.deepEqual([sorted[0], sorted.at(-1)], ["2025-11-01", "2026-06-28"]);
    assert.ok(days.size > 120, String(days.size));
  });

  test("has a day of seven hundred messages", () => {
    const storm = entries.filter(({ event }) => dayOf(event) === "2026-02-11" && event.type === "m.room.message");
    const said = storm.filter(({ event }) => relationOf(event)?.relType !== "m.replace");
    assert.equal(said.length, 700);
  });

  test("has one of everything that a page must show", () => {
    const types = new Set(entries.map(({ event }) => event.type));
    const relations = new Set(entries.map(({ event }) => relationOf(event)?.relType));
    const words = entries.map(({ event }) => textOf(event)).join("\n");
    for (const type of [
      "m.sticker",
      "m.room.redaction",
      "m.room.tombstone",
      "org.matrix.msc3381.poll.start",
      "org.tidewater.reading",
    ]) {
      assert.ok(types.has(type), type);
    }
    for (const relation of ["m.replace", "m.annotation", "m.thread", "m.reference"])
      assert.ok(relations.has(relation), relation);
    for (const language of ["c", "python", "rust", "js", "sql", "sh", "diff", "yaml", "json", "text"]) {
      assert.ok(words.includes(`language-${language}\\"`), language);
    }
    for (const mark of [
      "data-mx-maths",
      "m.image",
      "m.file",
      "m.audio",
      "m.location",
      "m.emote",
      "m.notice",
      "m.in_reply_to",
      "matrix.to",
    ]) {
      assert.ok(words.includes(mark), mark);
    }
    for (const script of [
      /\p{Script=Arabic}/u,
      /\p{Script=Hebrew}/u,
      /\p{Script=Hiragana}/u,
      /\p{Script=Han}/u,
      /ß|ü/u,
    ]) {
      assert.match(words, script);
    }
  });

  test("says each message in its own words more often than not", () => {
    const bodies = entries.flatMap(({ event }) => (event.type === "m.room.message" ? [bodyOf(event)] : []));
    assert.ok(new Set(bodies).size / bodies.length > 0.7, `${new Set(bodies).size} of ${bodies.length}`);
    assert.deepEqual(
      bodies.filter((body) => !body.includes("```") && unfilledSlot.test(body)),
      [],
      "no slot is left unfilled",
    );
  });

  test("relates only to earlier events of the same room", () => {
    for (const { log, event } of entries) {
      const target = relationOf(event)?.target ?? event.redacts;
      if (target === undefined) continue;
      const found = log.find(target);
      assert.ok(found !== undefined && found.event.eventId !== event.eventId, `${event.eventId} → ${target}`);
    }
  });

  test("keeps its canaries where they belong", () => {
    const saidBy = (word: string) => entries.filter(({ event }) => textOf(event).includes(word));
    for (const word of communityCanaries.closed) {
      assert.ok(saidBy(word).length > 0, word);
      assert.deepEqual(
        saidBy(word).filter(({ isPublic }) => isPublic),
        [],
        word,
      );
    }
    for (const word of communityCanaries.redacted) {
      assert.ok(
        saidBy(word).length > 0 && saidBy(word).every(({ log, event }) => log.redactionOf(event.eventId)),
        word,
      );
    }
    for (const word of communityCanaries.superseded) {
      assert.ok(
        saidBy(word).every(({ log, event }) => log.childrenOf(event.eventId).length > 0),
        word,
      );
    }
    for (const word of communityCanaries.shown)
      assert.ok(
        saidBy(word).some(({ isPublic }) => isPublic),
        word,
      );
  });

  test("remembers what was decided about the zero, and who said so first", () => {
    const lines = entries.filter(({ isPublic }) => isPublic).map(({ event }) => ({ event, text: bodyOf(event) }));
    const first = lines.find(({ text }) => /lowest astronomical tide/i.test(text));
    const decision = lines.find(({ text }) => text.startsWith("**Decided on 14 April 2026"));
    assert.deepEqual([first?.event.sender, first && dayOf(first.event)], ["@tomasz:tidewater.example", "2026-03-09"]);
    assert.ok(decision !== undefined && dayOf(decision.event) === "2026-04-14");
  });
});

test("the sample configuration lists every room but the space and the successor, also the one that will be refused", () => {
  const options = {
    homeserverUrl: "http://127.0.0.1:8008",
    siteUrl: "http://127.0.0.1:8080/",
    store: "./data",
    output: "./dist",
  };
  const config = parse(sampleConfigText({ ...options, tokenFile: "./to ken" })) as WrittenConfig;
  const known = new Set<string>(rooms.flatMap(({ roomId, aliases }) => [roomId, ...aliases]));
  const listed: readonly string[] = config.rooms.map(({ room }) => room);
  assert.equal(listed.length, 5);
  assert.ok(listed.every((room) => known.has(room)));
  assert.ok(listed.includes("#stewards:tidewater.example"));
  assert.ok(known.has(config.spaces[0]?.space ?? ""));
  assert.deepEqual(
    [config.homeserver, config.store, config.output],
    [{ url: options.homeserverUrl, tokenFile: "./to ken" }, "./data", "./dist"],
  );
  assert.deepEqual((parse(sampleConfigText(options)) as WrittenConfig).homeserver, { url: options.homeserverUrl });
});

type WrittenConfig = {
  readonly homeserver: unknown;
  readonly rooms: readonly { readonly room: string }[];
  readonly spaces: readonly { readonly space: string }[];
  readonly store: string;
  readonly output: string;
};
