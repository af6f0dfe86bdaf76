import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { JsonObject } from "#lib/json.ts";
import { matchesGlob } from "#publication/matches-glob.ts";
import { parsePolicyRules } from "#publication/policy-rules.ts";
import { RoomBuilder } from "#test/support/room-builder.ts";

function rulesOf(type: string, content: JsonObject, stateKey?: string) {
  const room = new RoomBuilder();
  const draft = stateKey === undefined ? room.event(type, content) : room.state(type, content, stateKey);
  return parsePolicyRules([draft.event]);
}

const ban = { entity: "@spam*:example.org", recommendation: "m.ban", reason: "spam" };

describe("policy lists", () => {
  for (const prefix of ["m.policy.rule", "m.room.rule", "org.matrix.mjolnir.rule"]) {
    for (const recommendation of ["m.ban", "org.matrix.mjolnir.ban"])
      test(`${prefix}.user and ${prefix}.server with ${recommendation} are bans`, () => {
        const content = { ...ban, recommendation };
        assert.deepEqual(rulesOf(`${prefix}.user`, content, "k"), [{ kind: "user", glob: ban.entity }]);
        assert.deepEqual(rulesOf(`${prefix}.server`, content, "k"), [{ kind: "server", glob: ban.entity }]);
      });
    test(`${prefix}.room is not followed`, () => assert.deepEqual(rulesOf(`${prefix}.room`, ban, "k"), []));
  }

  const silent: readonly (readonly [string, JsonObject])[] = [
    ["a rule that was taken back", {}],
    ["another recommendation", { ...ban, recommendation: "m.takedown" }],
    ["no recommendation", { entity: ban.entity }],
    ["no entity", { recommendation: "m.ban" }],
    ["an entity that is no text", { ...ban, entity: ["@a:b"] }],
    ["an empty entity", { ...ban, entity: "" }],
    ["an entity longer than any id", { ...ban, entity: `@${"a?".repeat(1000)}` }],
  ];
  for (const [what, content] of silent)
    test(`${what} bans nobody`, () => assert.deepEqual(rulesOf("m.policy.rule.user", content, "k"), []));

  test("what is no state is no rule", () => assert.deepEqual(rulesOf("m.policy.rule.user", ban), []));

  test("a redacted rule bans nobody", () => {
    const { event } = new RoomBuilder().state("m.policy.rule.user", ban, "k");
    assert.deepEqual(parsePolicyRules([{ ...event, redacted: true }]), []);
  });

  test("a thousand stars are one", () => {
    const [rule] = rulesOf("m.policy.rule.user", { ...ban, entity: `@a${"*".repeat(1000)}:b` }, "k");
    assert.deepEqual(rule, { kind: "user", glob: "@a*:b" });
    assert.equal(matchesGlob(rule.glob, "@anything:b"), true);
  });
});
