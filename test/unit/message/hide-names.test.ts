import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { parseCalendarDay, type CalendarDay } from "#lib/calendar-day.ts";
import type { JsonObject } from "#lib/json.ts";
import { withoutEventLinks } from "#message/event-links.ts";
import { hideNames, type HiddenPeople } from "#message/hide-names.ts";
import { indexNames, type KnownName } from "#message/known-names.ts";
import { aliasIn } from "#message/pseudonym-id.ts";
import { bob, RoomBuilder } from "#test/support/room-builder.ts";

const aliases = new Map([
  ["@ann:example.org", "amber heron"],
  ["@bob:example.org", "misty fjord"],
  ["@anna:example.org", "calm otter"],
]);
const [day, dayBefore] = [calendarDay("2024-03-05"), calendarDay("2024-03-04")];

function calendarDay(text: string): CalendarDay {
  return parseCalendarDay(text) ?? assert.fail(text);
}

function known(name: string, account: string): KnownName {
  const userId = `@${account}:example.org`;
  return { name, userId, since: day, alias: aliases.get(userId) ?? "" };
}

const aliasFor = (userId: string): string => aliases.get(userId) ?? "someone";
const people: HiddenPeople = {
  aliasFor,
  someone: "someone",
  names: indexNames([
    known("Ann Lee", "ann"),
    known("Ann", "ann"),
    { ...known("ann", "ann"), since: undefined },
    known("Anna", "anna"),
    known("Sam", "ann"),
    known("Sam", "bob"),
    known("⚓ Bob", "bob"),
    known("花子", "bob"),
  ]),
};

function hide(content: JsonObject, on = day): JsonObject {
  const { event } = new RoomBuilder().message({ msgtype: "m.text", ...content });
  return hideNames(event, on, people).content;
}

function hideText(body: string, on = day): unknown {
  return hide({ body }, on)["body"];
}

suite("names in plain text", () => {
  const cases = [
    ["after an @", "ask @Ann Lee, @ann and @ANNA", "ask amber heron, amber heron and calm otter"],
    ["at the start of a line before a colon or a comma", "Ann: yes\nAnna, no", "amber heron: yes\ncalm otter, no"],
    ["with and without the sign in front of them", "@⚓ Bob or @Bob", "misty fjord or misty fjord"],
    ["in other scripts", "@花子, hi", "misty fjord, hi"],
    ["of several people are nobody's", "@Sam: hi", "someone: hi"],
    ["of several people where an id says who is meant", "@Sam is @bob:example.org", "misty fjord is misty fjord"],
    [
      "of whom the message mentions by id, anywhere",
      "Ann said @ann:example.org is Ann",
      "amber heron said amber heron is amber heron",
    ],
    ["inside other words are none", "@annual banner: Annas, @Ann_x", "@annual banner: Annas, @Ann_x"],
    ["in the middle of a sentence are left", "thanks Ann and Sam", "thanks Ann and Sam"],
    ["of nobody are left", "@room and @nobody: x", "@room and @nobody: x"],
  ] as const;
  for (const [what, text, hidden] of cases) {
    test(what, () => {
      assert.equal(hideText(text), hidden);
    });
  }

  test("of the speaker, written as they are, anywhere", () => {
    const { event } = new RoomBuilder().text("I am Bob, not bob").from(bob);
    assert.equal(hideNames(event, day, people).content["body"], "I am misty fjord, not bob");
  });

  test("that nobody had yet are left", () => {
    assert.equal(hideText("@Anna and @ann", dayBefore), "@Anna and amber heron");
  });
});

suite("ids and links", () => {
  const eventId = "$0123456789abcdefghijABCDEFGHIJ0123456789_-a";
  const cases = [
    ["of people", "@ann:example.org @new:elsewhere.example", "amber heron someone"],
    [
      "to people, in either encoding",
      "https://matrix.to/#/@ann:example.org https://matrix.to/#/%40bob%3Aexample.org.",
      "amber heron misty fjord.",
    ],
    ["to people as URIs", "matrix:u/ann:example.org?action=chat", "amber heron"],
    ["of events", `${eventId} and $1234567:example.org, $HOME`, "[hidden] and [hidden], $HOME"],
    [
      "to events lead to the room",
      `https://matrix.to/#/!r:example.org/${eventId}?via=example.org`,
      "https://matrix.to/#/!r:example.org?via=example.org",
    ],
    ["to events as URIs", `matrix:roomid/r:example.org/e/${eventId.slice(1)}`, "matrix:roomid/r:example.org"],
    ["to rooms stay", "https://matrix.to/#/#general:example.org", "https://matrix.to/#/#general:example.org"],
  ] as const;
  for (const [what, text, hidden] of cases) {
    test(what, () => {
      assert.equal(hideText(text.replace(/\.$/, " .")), hidden.replace(/\.$/, " ."));
    });
  }

  test("of one room alone, where the others show names", () => {
    const text = "https://matrix.to/#/!a:x.org/$e1 https://matrix.to/#/%21b%3Ax.org/%24e2";
    assert.equal(
      withoutEventLinks(text, (room) => room === "!b:x.org"),
      "https://matrix.to/#/!a:x.org/$e1 https://matrix.to/#/%21b%3Ax.org",
    );
  });
});

suite("formatted messages", () => {
  const format = "org.matrix.custom.html";
  const hideHtml = (html: string): string => {
    const hidden = hide({ body: "", format, formatted_body: html })["formatted_body"];
    return typeof hidden === "string" ? hidden : assert.fail("The HTML is gone");
  };

  test("a pill is the alias, whatever it said", () => {
    const html = hideHtml('<a href="https://matrix.to/#/@ann:example.org">the boss</a>: ok');
    assert.match(
      html,
      /^<a href="https:\/\/matrix\.to\/#\/%40amber%20heron%3Apseudonym\.invalid">amber heron<\/a>: ok$/,
    );
  });

  test("what describes a picture holds no name of anybody", () => {
    assert.equal(
      hideHtml('<img src="mxc://a/b" alt="Anna_and Ann">'),
      '<img src="mxc://a/b" alt="calm otter_and amber heron">',
    );
  });

  test("code holds no id", () => {
    assert.equal(hideHtml("<code>@ann:example.org</code>"), "<code>amber heron</code>");
  });
});

test("the sender is an alias, and whose membership changes is one", () => {
  const { event } = new RoomBuilder().member({ displayname: "Ann", avatar_url: "mxc://a/b" });
  const hidden = hideNames({ ...event, stateKey: "@bob:example.org" }, day, {
    ...people,
    aliasFor: () => "amber heron",
  });
  assert.equal(aliasIn(hidden.sender), "amber heron");
  assert.equal(aliasIn(hidden.stateKey ?? ""), "amber heron");
  assert.deepEqual(hidden.content, { membership: "join" });
});

test("names of files and captions hold no name, addresses of files and relations stay", () => {
  const relation = { rel_type: "m.annotation", event_id: "$target", key: "@ann" };
  const content = {
    body: "see Ann",
    filename: "ann_and-Anna.png",
    url: "mxc://example.org/ann",
    "m.relates_to": relation,
  };
  const hidden = hide({ ...content, "m.mentions": { user_ids: ["@ann:example.org"] } });
  assert.deepEqual(hidden, {
    msgtype: "m.text",
    body: "see amber heron",
    filename: "amber heron_and-calm otter.png",
    url: "mxc://example.org/ann",
    "m.relates_to": { ...relation, key: "amber heron" },
  });
});
