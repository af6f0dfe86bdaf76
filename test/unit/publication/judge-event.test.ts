import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { judgeEvent, publishableBeforeMs, type EventFacts } from "#publication/judge-event.ts";
import { ghostJudgeFor } from "#publication/judge-bridges.ts";
import { personJudgeFor } from "#publication/people-rules.ts";
import type { Reason, RoomVerdict } from "#publication/verdict.ts";
import { drawnLine } from "#test/support/ascii-timeline.ts";
import { alice, eventId } from "#test/support/ids.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const grant = { eventId: eventId("$grant"), visibility: "world_readable", sender: alice, originServerTs: 0 };
const open: RoomVerdict = { open: true, because: grant };
const nobodyIsOut = () => undefined;
const rules = {
  cutoffMs: Date.UTC(2024, 2, 10),
  delayMs: dayMs,
  judgePerson: nobodyIsOut,
  judgeGhost: nobodyIsOut,
  offRecord: undefined,
};

const facts: EventFacts = {
  sender: alice,
  others: [],
  body: "hello",
  grant,
  redacted: false,
  isEdit: false,
  redactedAtMs: undefined,
  gone: false,
  removed: false,
  hidden: false,
  isPrivate: false,
  eligibleAtMs: Date.UTC(2024, 2, 5, 9),
};

/** What readers see of a drawn line: a letter that is published, `-` for a placeholder, nothing for nothing. */
function shown(drawing: string, { step, delay }: { readonly step: number; readonly delay: number }): string {
  const { moments, cutoffMs } = drawnLine(drawing, { stepMs: step * hourMs });
  const verdicts = moments.map(({ name, atMs, redactedAtMs }) => {
    const redacted = redactedAtMs !== undefined;
    const { show } = judgeEvent({ ...facts, eligibleAtMs: atMs, redacted, redactedAtMs }, open, {
      ...rules,
      cutoffMs,
      delayMs: delay * hourMs,
    });
    return { publish: name, placeholder: "-", nothing: "" }[show];
  });
  return verdicts.join("");
}

describe("with a delay under a day the day grows, to the cutoff", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["a b c | d e", "abcd"],
    ["a - - - - b | -", "ab"],
    ["| a", "a"],
    ["| - a", ""],
    ["a b c", ""],
  ];
  for (const [drawing, expected] of cases) {
    test(`${drawing} shows "${expected}"`, () => assert.equal(shown(drawing, { step: 1, delay: 2 }), expected));
  }
});

describe("with a delay of a day or more a day goes out once and whole, at midnight", () => {
  // A step is six hours, so that four make a day.
  const cases: readonly (readonly [string, string])[] = [
    ["abcd | efgh", "abcd"],
    ["abcd e|fgh i", "abcd"],
    ["abcd efg|h i", "abcd"],
    ["abcd efgh | i", "abcdefgh"],
    ["abc|d", ""],
  ];
  for (const [drawing, expected] of cases) {
    test(`${drawing} shows "${expected}"`, () => assert.equal(shown(drawing, { step: 6, delay: 24 }), expected));
  }
});

describe("what was taken back within the delay leaves nothing, later a placeholder", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["a b A - - - |", "b"],
    ["a b - A - - |", "-b"],
    ["a b - - - A |", "-b"],
    ["a - - - | A -", "-"],
    ["- - - | - a A", ""],
  ];
  for (const [drawing, expected] of cases) {
    test(`${drawing} shows "${expected}"`, () => assert.equal(shown(drawing, { step: 1, delay: 3 }), expected));
  }

  test("a redaction without a time of its own leaves a placeholder, of which nobody can tell when", () => {
    const verdict = judgeEvent({ ...facts, redacted: true }, open, rules);
    assert.deepEqual(verdict, { show: "placeholder", because: "redacted" });
  });

  test("a redaction that claims to be older than what it takes back leaves nothing", () => {
    const redactedAtMs = facts.eligibleAtMs - 30 * dayMs;
    const verdict = judgeEvent({ ...facts, redacted: true, redactedAtMs }, open, rules);
    assert.deepEqual(verdict, { show: "nothing", because: "redacted" });
  });

  test("a redacted edit leaves nothing, however late: its message stands where it stood", () => {
    const redactedAtMs = facts.eligibleAtMs + 30 * dayMs;
    const verdict = judgeEvent({ ...facts, isEdit: true, redacted: true, redactedAtMs }, open, rules);
    assert.deepEqual(verdict, { show: "nothing", because: "redacted" });
  });
});

describe("each line that fails names its reason", () => {
  const young = Date.UTC(2024, 2, 10);
  const withheld: Readonly<Record<string, readonly [Partial<EventFacts>, Reason]>> = {
    "an event without a known visibility": [{ grant: undefined }, "unknown"],
    "an event sent while the room was closed": [{ grant: { ...grant, visibility: "shared" } }, "not-public-when-sent"],
    "an event whose visibility had no value": [{ grant: { ...grant, visibility: undefined } }, "not-public-when-sent"],
    "an event with a visibility nobody knows": [{ grant: { ...grant, visibility: "world" } }, "not-public-when-sent"],
    "an event at the cutoff": [{ eligibleAtMs: young }, "too-young"],
    "a redacted event that is too young": [{ eligibleAtMs: young, redacted: true }, "too-young"],
    "an emptied event that is too young": [{ eligibleAtMs: young, gone: true }, "too-young"],
  };
  for (const [what, [change, because]] of Object.entries(withheld)) {
    test(`${what} is not shown: ${because}`, () => {
      assert.deepEqual(judgeEvent({ ...facts, ...change }, open, rules), { show: "nothing", because });
    });
  }

  test("an event that the server emptied keeps a neutral line", () => {
    const verdict = judgeEvent({ ...facts, gone: true }, open, rules);
    assert.deepEqual(verdict, { show: "placeholder", because: "gone" });
  });

  test("an event that passes every line names the grant that made it public", () => {
    assert.deepEqual(judgeEvent(facts, open, rules), { show: "publish", because: grant });
  });

  test("a room that is not open shows nothing, whatever the event was, and its reason is the event's", () => {
    for (const because of ["closed-now", "encrypted", "reader-is-member", "unknown"] as const) {
      for (const change of [{}, { redacted: true }, { gone: true }])
        assert.deepEqual(judgeEvent({ ...facts, ...change }, { open: false, because }, rules), {
          show: "nothing",
          because,
        });
    }
  });

  test("a room that was never crawled to its live end shows nothing, with any delay", () => {
    for (const delayMs of [0, hourMs, dayMs, 7 * dayMs]) {
      const never = { ...rules, cutoffMs: undefined, delayMs };
      assert.deepEqual(judgeEvent(facts, open, never), { show: "nothing", because: "too-young" });
      assert.equal(publishableBeforeMs(never), Number.NEGATIVE_INFINITY);
    }
  });
});

test("nothing is shown of people whose network has not consented, nor of what is about them", () => {
  const judgeGhost = ghostJudgeFor([], { consents: [], topic: undefined, pseudonyms: false });
  const ghost = "@whatsapp_49151:example.org";
  for (const change of [{ sender: ghost }, { others: [ghost] }, { sender: ghost, redacted: true }])
    assert.deepEqual(judgeEvent({ ...facts, ...change }, open, { ...rules, judgeGhost }), {
      show: "nothing",
      because: "network-never-published",
    });
  assert.equal(judgeEvent(facts, open, { ...rules, judgeGhost }).show, "publish");
});

describe("what the operator keeps out", () => {
  test("nothing of somebody who opted out is shown, and no placeholder either", () => {
    const out = { ...rules, judgePerson: personJudgeFor({ optOut: ["@al*:example.org"], ghosts: [], policy: [] }) };
    for (const change of [{}, { redacted: true }, { gone: true }])
      assert.deepEqual(judgeEvent({ ...facts, ...change }, open, out), { show: "nothing", because: "opted-out" });
    assert.equal(judgeEvent({ ...facts, sender: "@bob:example.org" }, open, out).show, "publish");
  });

  test("nothing of somebody whom a policy list bans is shown, nor of what is about somebody who is kept out", () => {
    const policy = [{ kind: "server", glob: "bad.example" }] as const;
    const out = { ...rules, judgePerson: personJudgeFor({ optOut: ["@carol:x"], ghosts: [], policy }) };
    const banned = { ...facts, sender: "@bob:bad.example" };
    assert.deepEqual(judgeEvent(banned, open, out), { show: "nothing", because: "policy-list" });
    const about = { ...banned, others: ["@carol:x"] };
    assert.deepEqual(judgeEvent(about, open, out), { show: "nothing", because: "opted-out" });
  });

  test("a hidden message and what is private by nature leave nothing; once redacted, a hidden one stands as removed", () => {
    assert.deepEqual(judgeEvent({ ...facts, hidden: true }, open, rules), { show: "nothing", because: "hidden" });
    const isPrivate = { ...facts, isPrivate: true };
    assert.deepEqual(judgeEvent(isPrivate, open, rules), { show: "nothing", because: "private-by-nature" });
    assert.equal(judgeEvent({ ...facts, hidden: true, redacted: true }, open, rules).show, "placeholder");
  });

  test("a message that begins with the off-record mark is not shown; the mark further on means nothing", () => {
    const off = { ...rules, offRecord: "[off]" };
    for (const body of ["[off] between us", "  [off]between us"])
      assert.deepEqual(judgeEvent({ ...facts, body }, open, off), { show: "nothing", because: "off-record" });
    for (const body of ["we say [off]", "off", undefined])
      assert.equal(judgeEvent({ ...facts, body }, open, off).show, "publish");
  });
});
