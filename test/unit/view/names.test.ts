import assert from "node:assert/strict";
import { test } from "node:test";
import { alice, bob, userId } from "#test/support/ids.ts";
import { plainLine } from "#view/plain-line.ts";
import { hueOf, initialOf, senderViewFor, shownName } from "#view/sender-view.ts";

test("a name that is absent, empty, blank, invisible or huge gives way to the id", () => {
  const invisible = [
    "",
    "   ",
    "\u{200B}\u{200D}",
    "\u{2800}\u{2800}",
    "\u{3164}",
    "\u{202E}",
    "\u{0301}",
    "\u0007",
    "\u{E0001}",
  ];
  for (const name of [undefined, ...invisible, "x".repeat(10_000), "x".repeat(101)]) {
    assert.equal(shownName(name, alice), "@alice:example.org");
  }
});

test("a name of a hundred letters and one of joined signs are kept whole", () => {
  assert.equal(shownName("x".repeat(100), alice), "x".repeat(100));
  assert.equal(shownName("👩‍💻 Ann", alice), "👩‍💻 Ann");
  assert.equal(shownName("עדי כהן", alice), "עדי כהן");
});

test("characters that reorder or break the line around a name are taken out, towers of marks are cut", () => {
  assert.equal(shownName("Ann\u{202E}evil\u{2069}\n\u0000Lee", alice), "Annevil Lee");
  assert.equal(shownName(`A${"\u{0301}".repeat(50)}`, alice), `A${"\u{0301}".repeat(4)}`);
  assert.equal(shownName(undefined, userId("@ann\u{202E}:example.org")), "@ann:example.org");
});

test("the full id stands beside the name, so that two people of one name can be told apart", () => {
  const [one, other] = [alice, bob].map((id) => senderViewFor({ userId: id, displayName: "Sam" }));
  assert.equal(one?.name, other?.name);
  assert.notEqual(one?.userId, other?.userId);
});

test("an id that carries a telephone number or an e-mail address is nowhere, and no name takes its place", () => {
  for (const id of [
    "@whatsapp_12025550142:b.example",
    "@_smtp_ann=40mail.example:b.example",
    "@ann%40mail.example:b.example",
  ]) {
    const sender = { userId: userId(id), displayName: undefined };
    const { name, userId: shownId, initial } = senderViewFor(sender);
    assert.deepEqual([name, shownId, initial], ["[hidden]", undefined, "H"]);
    assert.equal(senderViewFor({ ...sender, displayName: "Ann" }).userId, undefined);
  }
});

test("a name that is an e-mail address or a telephone number is masked", () => {
  assert.equal(shownName("ann@mail.example", alice), "[hidden]");
  assert.equal(shownName("Ann +1 202 555 0142", alice), "Ann [hidden]");
});

test("the initial is the first letter or number, else the first whole sign", () => {
  assert.equal(initialOf("ann"), "A");
  assert.equal(initialOf("@alice:example.org"), "A");
  assert.equal(initialOf("🌊 über"), "Ü");
  assert.equal(initialOf("ßen"), "S");
  assert.equal(initialOf("נועה"), "נ");
  assert.equal(initialOf("👩‍💻"), "👩‍💻");
  assert.equal(initialOf("42"), "4");
});

test("the colour of an id is steady and one of twelve", () => {
  assert.equal(hueOf("@alice:example.org"), 1);
  const hues = new Set(Array.from({ length: 500 }, (_, index) => hueOf(`@user${index}:example.org`)));
  assert.deepEqual(
    [...hues].toSorted((one, other) => one - other),
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
  );
});

test("a long line is cut at a word's end and never inside a sign", () => {
  assert.equal(plainLine("one two three four", 14), "one two three…");
  assert.equal(plainLine("👩‍💻".repeat(5), 3), "👩‍💻👩‍💻…");
  assert.equal(plainLine("  a \n b\t c  ", 20), "a b c");
  assert.equal(plainLine("x".repeat(30), 10), `${"x".repeat(9)}…`);
});

test("people of a bridged network are labelled with it; an address of theirs that serves as an id is nowhere", () => {
  const sender = (id: string, network?: string, displayName?: string) =>
    senderViewFor({ userId: userId(id), displayName, ...(network === undefined ? {} : { network }) });
  assert.equal(sender("@ann:example.org", undefined, "Discord").network, undefined);
  const onDiscord = sender("@_discord_4711:example.org", "Discord", "Ann");
  assert.deepEqual(
    [onDiscord.name, onDiscord.network, onDiscord.userId],
    ["Ann", "Discord", "@_discord_4711:example.org"],
  );
  const onXmpp = sender("@_xmpp_ann=2fx.example:example.org", "XMPP");
  assert.deepEqual([onXmpp.name, onXmpp.network, onXmpp.userId], ["XMPP", "XMPP", undefined]);
});
