import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  parsePeopleRules,
  peopleRulesText,
  personJudgeFor,
  toPeopleRules,
  withPeopleBy,
  type PeopleRules,
} from "#publication/people-rules.ts";

const none: PeopleRules = { optOut: [], ghosts: [], policy: [] };

const nothingRemoved = { network: new Set<string>() };

describe("people who are kept out", () => {
  const rules: PeopleRules = {
    optOut: ["@alice:example.org", "@irc_*:bridge.example"],
    ghosts: ["@_discord_*"],
    policy: [
      { kind: "user", glob: "@spam*:*" },
      { kind: "server", glob: "bad.example" },
      { kind: "server", glob: "*.Worse.example" },
      { kind: "user", glob: "@alice:example.org" },
    ],
  };
  const cases: readonly (readonly [string, string | undefined])[] = [
    ["@alice:example.org", "opted-out"],
    ["@alice:example.com", undefined],
    ["@irc_bob:bridge.example", "opted-out"],
    ["@_Discord_7:bridge.example", "removed"],
    ["@spammer7:example.org", "policy-list"],
    ["@bob:bad.example", "policy-list"],
    ["@bob:bad.example:8448", "policy-list"],
    ["@bob:BAD.example", "policy-list"],
    ["@bob:a.worse.example", "policy-list"],
    ["@bob:worse.example", undefined],
    ["@bad.example:example.org", undefined],
    ["@bob:notbad.example", undefined],
  ];
  for (const [userId, reason] of cases)
    test(`${userId} ${reason === undefined ? "may be shown" : `is kept out: ${reason}`}`, () => {
      const judge = personJudgeFor(rules);
      assert.equal(judge(userId), reason);
      assert.equal(judge(userId), reason, "and the second answer is the first");
    });

  test("without rules nobody is", () => assert.equal(personJudgeFor(none)("@alice:example.org"), undefined));

  test("an opt-out erases what is stored, a ban hides it, and an opt-out comes first", () => {
    const how = withPeopleBy(peopleRulesText(rules));
    assert.deepEqual(["@alice:example.org", "@spam:x", "@bob:example.org"].map(how), ["erase", "hide", undefined]);
  });
});

describe("rules as text", () => {
  test("have one text, whatever their order and however often they are named", () => {
    const one: PeopleRules = { ...none, optOut: ["@b:x", "@a:x"], policy: [{ kind: "user", glob: "@c:x" }] };
    const other: PeopleRules = { ...none, optOut: ["@a:x", "@b:x", "@a:x"], policy: [...one.policy, ...one.policy] };
    assert.equal(peopleRulesText(one), peopleRulesText(other));
    assert.notEqual(peopleRulesText(one), peopleRulesText(none));
  });

  test("come back as they were, globs with spaces and words of ours in them too", () => {
    const rules: PeopleRules = {
      optOut: ["@a:x"],
      ghosts: ["@b_*"],
      policy: [
        { kind: "server", glob: "user b.example" },
        { kind: "user", glob: "server *:x" },
      ],
    };
    assert.deepEqual(parsePeopleRules(peopleRulesText(rules)), rules);
  });

  test("hold for the lists that the configuration names now, and for no others", () => {
    const lists = [
      { list: "#here:x", rules: [{ kind: "user", glob: "@a:x" }] },
      { list: "#was-here:x", rules: [{ kind: "user", glob: "@b:x" }] },
    ] as const;
    assert.deepEqual(
      toPeopleRules({ optOut: [], policyLists: ["#here:x"] }, lists, nothingRemoved).policy,
      lists[0].rules,
    );
  });
});

test("ten thousand bans are asked of a thousand people in the time of a page", () => {
  const policy = Array.from(
    { length: 10_000 },
    (_, nth) => ({ kind: "user", glob: `@user${nth}:example.org` }) as const,
  );
  const judge = personJudgeFor({ ...none, policy });
  const start = performance.now();
  const kept = Array.from({ length: 1000 }, (_, nth) => judge(`@user${nth * 20}:example.org`));
  assert.equal(kept.filter((reason) => reason === "policy-list").length, 500);
  assert.ok(performance.now() - start < 1000);
});
