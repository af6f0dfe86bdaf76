import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { groupsOf, pageOf, shapeOf, tilesOf } from "#test/support/day-page.ts";
import { foldRoom } from "#test/support/fold-input.ts";
import { alice, bob, eventId, RoomBuilder } from "#test/support/room-builder.ts";
import { dayPageOf } from "#test/support/site.ts";

describe("grouping", () => {
  test("messages of one sender within ten minutes of the first share a head", () => {
    const room = new RoomBuilder();
    room.text("one").at("2024-03-05 09:00");
    room.text("two").at("2024-03-05 09:09:59");
    room.text("three").at("2024-03-05 09:10");
    room.text("four").from(bob).at("2024-03-05 09:10");
    room.text("five").at("2024-03-05 09:11");
    assert.deepEqual(shapeOf(pageOf(room)), [2, 1, 1, 1]);
  });

  test("a clock that runs backward by ten minutes begins a new head", () => {
    const room = new RoomBuilder();
    room.text("one").at("2024-03-05 09:30");
    room.text("two").at("2024-03-05 09:20");
    assert.deepEqual(shapeOf(pageOf(room)), [1, 1]);
  });

  test("what a machine says in a row has one head, however long it takes; all but the first of four or more fold", () => {
    const room = new RoomBuilder();
    for (const hour of ["09", "10", "11", "12"]) room.notice("reading").at(`2024-03-05 ${hour}:30`);
    room.text("thanks").from(bob);
    room.notice("one").from(bob);
    room.notice("two").from(bob);
    const groups = groupsOf(pageOf(room));
    assert.deepEqual(
      groups.map(({ messages, moreNotices }) => [messages.length, moreNotices]),
      [
        [4, "3 more notices"],
        [3, undefined],
      ],
    );
  });

  test("a new name begins a new head", () => {
    const room = new RoomBuilder();
    room.text("one");
    room.member({ displayname: "Ann" });
    room.text("two");
    const groups = groupsOf(pageOf(room));
    assert.deepEqual(
      groups.map(({ sender }) => sender.name),
      ["@alice:example.org", "Ann"],
    );
  });

  test("a change of the room stands between two groups", () => {
    const room = new RoomBuilder();
    room.text("one");
    room.state("m.room.topic", { topic: "Boats" });
    room.text("two");
    assert.deepEqual(shapeOf(pageOf(room)), [1, "line", 1]);
  });

  test("a name or topic that runs from right to left is isolated in a line, an overriding character is gone", () => {
    const room = new RoomBuilder();
    room.member({ displayname: "נועה" });
    room.state("m.room.topic", { topic: "\u{202E}Boats" });
    const [line] = pageOf(room).entries;
    assert.equal(line?.kind === "line" && line.text, "\u{2068}נועה\u{2069} changed the topic to “Boats”");
  });

  test("a run of removed messages is one line that keeps every anchor; what is merely unavailable is not called removed", () => {
    const room = new RoomBuilder();
    const one = room.text("secret").redacted();
    const two = room.text("secret").from(bob).redacted();
    room.text("secret").gone();
    const [first, second] = pageOf(room).entries;
    assert.deepEqual(first, {
      kind: "removed",
      ids: [one.placed.shortId, two.placed.shortId],
      text: "2 messages were removed.",
    });
    assert.equal(second?.kind === "removed" && second.text, "1 message is not available.");
  });
});

describe("a message", () => {
  test("has its time in UTC, its anchor and a named permalink", () => {
    const room = new RoomBuilder();
    room.member({ displayname: "Ann" });
    const hi = room.text("hi").at("2024-03-05 23:59:59.999");
    const [tile] = tilesOf(pageOf(room));
    assert.equal(tile?.id, hi.placed.shortId);
    assert.deepEqual(tile?.time, { iso: "2024-03-05T23:59:59Z", label: "23:59", trusted: true });
    assert.equal(tile?.permalinkLabel, "Permalink to Ann’s message, 23:59");
  });

  test("with an impossible clock says so and names only its day", () => {
    const room = new RoomBuilder();
    room.text("hi").at(Number.MAX_SAFE_INTEGER).onDay("2024-03-05");
    const [tile] = tilesOf(pageOf(room));
    assert.deepEqual(tile?.time, { iso: "2024-03-05", label: "time unknown", trusted: false });
  });

  test("links to archived events lead inside and make the page depend on them; other links lead out", () => {
    const room = new RoomBuilder();
    room.text(
      "see",
      '<a href="https://matrix.to/#/!room:example.org/$old">see</a> <a href="https://example.org/">there</a>',
    );
    const page = dayPageOf(foldRoom(room), {
      linkFor: (target) => (target.kind === "event" ? "/archive/general/2023/01/01/#old" : undefined),
    });
    const [tile] = tilesOf(page);
    const html = tile?.body.kind === "text" ? tile.body.html : "";
    assert.match(html, /href="\/archive\/general\/2023\/01\/01\/#old"/);
    assert.match(
      html,
      /href="https:\/\/example\.org\/"[^>]* rel="nofollow ugc noopener"|rel="nofollow ugc noopener"[^>]* href="https:\/\/example\.org\/"/,
    );
    assert.ok(page.drawnFrom.includes(eventId("$old")));
  });

  test("beyond about forty lines is long, counted as they will be shown", () => {
    const room = new RoomBuilder();
    room.text("line\n".repeat(60));
    room.text("word ".repeat(1000));
    room.text("short\n".repeat(20));
    assert.deepEqual(
      tilesOf(pageOf(room)).map(({ body }) => body.kind === "text" && body.long),
      [true, true, false],
    );
  });

  test("of a picture is one honest line, with its caption as text", () => {
    const room = new RoomBuilder();
    room.image("a view", { filename: "cat.png", info: { size: 1_234_567 } });
    room.image("cat.png", { url: undefined, file: { url: "mxc://example.org/abc" } });
    const [one, other] = tilesOf(pageOf(room)).map(({ body }) => body);
    assert.deepEqual(one, { kind: "line", text: "Image cat.png, 1.2 MB, not copied yet", captionHtml: "a view" });
    assert.equal(other?.kind === "line" && other.text, "Image cat.png, encrypted, cannot be read here");
  });

  test("of several pictures names each of them", () => {
    const room = new RoomBuilder();
    const item = (body: string) => ({ itemtype: "m.image", body, url: "mxc://example.org/abc", info: {} });
    room.message({ msgtype: "dm.filament.gallery", body: "two", itemtypes: [item("one.png"), item("two.png")] });
    const [body] = tilesOf(pageOf(room)).map((tile) => tile.body);
    assert.equal(body?.kind === "line" && body.text, "Image one.png, not copied yet; Image two.png, not copied yet");
  });

  test("of any other kind is one honest line, and coordinates are nowhere", () => {
    const room = new RoomBuilder();
    room.message({ msgtype: "m.location", body: "geo:51.5,-0.12", geo_uri: "geo:51.5,-0.12" });
    room.event("m.room.encrypted", { algorithm: "m.megolm.v1.aes-sha2" });
    room.event("m.call.invite", { call_id: "1", lifetime: 60 });
    room.event("org.example.foo", { key: "value" });
    const page = pageOf(room);
    assert.deepEqual(
      tilesOf(page).map(({ body }) => body.kind === "line" && body.text),
      [
        "Shared a location",
        "Encrypted message, cannot be read here",
        "A call took place",
        "Unsupported message (org.example.foo)",
      ],
    );
    assert.doesNotMatch(JSON.stringify(page), /51\.5/);
  });

  test("whose new wording waits says so, without a trace of the old one", () => {
    const room = new RoomBuilder();
    const old = room.text("old wording");
    const page = dayPageOf(foldRoom(room, undefined, { editsWaiting: new Set([old.event.eventId]) }));
    const [tile] = tilesOf(page);
    assert.deepEqual(tile?.body, { kind: "line", text: "Edited; the new text follows.", captionHtml: undefined });
    assert.doesNotMatch(JSON.stringify(page), /old wording/);
  });

  test("shows a poll as counts and shares, and no counts while they are undisclosed", () => {
    const room = new RoomBuilder();
    const open = room.poll("Tea?", ["yes", "no", "never"]);
    room.vote(open, "a").from(bob);
    room.vote(open, "a").from(alice);
    const secret = room.poll("Really?", ["yes", "no"], { undisclosed: true });
    room.vote(secret, "a").from(bob);
    const [one, other] = tilesOf(pageOf(room)).map(({ body }) => body);
    assert.deepEqual(one, {
      kind: "poll",
      question: "Tea?",
      answers: [
        { text: "yes", votes: 2, percent: 100 },
        { text: "no", votes: 0, percent: 0 },
        { text: "never", votes: 0, percent: 0 },
      ],
      status: "2 people voted; the poll is open.",
    });
    assert.equal(other?.kind === "poll" && other.answers[0]?.votes, undefined);
    assert.equal(other?.kind === "poll" && other.status, "1 person voted; counts are shown once the poll has ended.");
  });

  test("tells its reactions in words too, without names and without signs that show nothing", () => {
    const room = new RoomBuilder();
    const hi = room.text("hi");
    room.react(hi, "👍").from(bob);
    room.react(hi, "👍").from(alice);
    room.react(hi, "\u{202E}").from(alice);
    assert.deepEqual(tilesOf(pageOf(room))[0]?.reactions, [{ key: "👍", count: 2, label: "2 people reacted with 👍" }]);
  });
});

describe("quotes and threads", () => {
  test("a quote leads to its target, by the fragment alone on the same page, without its spoilers", () => {
    const room = new RoomBuilder();
    room.member({ displayname: "Ann" }).at("2024-03-04 08:00");
    const old = room.text("plan?", "<b>plan</b> <span data-mx-spoiler>secret</span>").at("2024-03-04 09:00");
    const far = room.reply(old, "yes").from(bob).at("2024-03-05 09:00");
    room.reply(far, "ok").from(bob);
    const [one, other] = tilesOf(pageOf(room)).map(({ reply }) => reply);
    assert.equal(one?.kind === "shown" && one.author, "Ann");
    assert.equal(one?.kind === "shown" && one.href, `/archive/general/2024/03/04/#${old.placed.shortId}`);
    assert.match(one?.text ?? "", /^plan/);
    assert.doesNotMatch(one?.text ?? "", /secret/);
    assert.equal(other?.kind === "shown" && other.href, `#${far.placed.shortId}`);
  });

  test("a target that is not shown is said to be so, whatever the reason", () => {
    const room = new RoomBuilder();
    room.reply(eventId("$unknown"), "yes");
    assert.deepEqual(tilesOf(pageOf(room))[0]?.reply, {
      kind: "not-shown",
      text: "In reply to a message that is not shown",
    });
  });

  test("a thread's root leads to its last reply, a reply to its root, on whatever day they are", () => {
    const room = new RoomBuilder();
    const root = room.text("plan?").at("2024-03-05 09:00");
    const reply = room.inThread(root, "yes").from(bob);
    const last = room.inThread(root, "no").from(bob).at("2024-03-07 09:00");
    const [one, other] = tilesOf(pageOf(room)).map(({ thread }) => thread);
    assert.deepEqual(one, {
      kind: "root",
      text: "Thread: 2 replies, last on 7 March 2024",
      href: `/archive/general/2024/03/07/#${last.placed.shortId}`,
    });
    assert.deepEqual(other, { kind: "reply", text: "Reply in a thread", href: `#${root.placed.shortId}` });
    assert.equal(reply.event.sender, bob);
  });
});
