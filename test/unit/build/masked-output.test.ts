import assert from "node:assert/strict";
import { before, suite, test } from "node:test";
import { assertNotIn, pathsWith } from "#test/support/assert-words.ts";
import { buildScene } from "#test/support/build-scene.ts";
import { userId } from "#test/support/ids.ts";
import { alice } from "#test/support/room-builder.ts";
import { textAt, type Tree } from "#test/support/site-build.ts";
import { StoredRoom } from "#test/support/stored-room.ts";
import { suiteEnding } from "#test/homeserver/suite-ending.ts";

const path = "general/2024/03/05/index.html";
const token = `ghp_${"k7".repeat(18)}`;
const secrets = ["postbox", "7946 0958", "79460958", token, "hunter2", "MIIEsecretlines", "12025550142", "52.5163"];

suite("a site", () => {
  const ending = suiteEnding();
  let tree: Tree;

  before(async () => {
    const scene = await buildScene(ending);
    const { room } = scene.stored;
    const html = (formatted_body: string) =>
      room.message({ msgtype: "m.text", body: "x", format: "org.matrix.custom.html", formatted_body });
    const name = room.member({ displayname: "Al al@postbox.example" });
    room.text("gannet: write to al@postbox.example or call +44 20 7946 0958").from(alice);
    room.state("m.room.topic", { topic: "turnstone, ask al@postbox.example" });
    room.state("m.room.name", { name: "whimbrel al@postbox.example" });
    html(`<pre><code>dunlin ${token}</code></pre>`);
    html('<a href="mailto:al@postbox.example">skua</a> <a href="https://al:hunter2@a.example/">fulmar</a>');
    html(
      'petrel <img src="mxc://a.example/b" alt="al@postbox.example"> <span data-mx-spoiler="+442079460958">x</span>',
    );
    room.text("-----BEGIN RSA PRIVATE KEY-----\nMIIEsecretlines\n-----END RSA PRIVATE KEY-----\nshearwater");
    const poll = room.poll("avocet or al@postbox.example?", ["tern +44 20 7946 0958", "knot"]);
    room.react(poll, token);
    room.reply(poll, "godwit").from(userId("@_phones_12025550142:b.example"));
    room.text("plover @_phones_12025550142:b.example https://matrix.to/#/@_phones_12025550142:b.example");
    room.message({ msgtype: "m.image", body: "al@postbox.example.png", url: "mxc://a.example/c" });
    room.message({ msgtype: "m.location", body: "at geo:52.5163,13.3777", geo_uri: "geo:52.5163,13.3777" });
    assert.ok(name.event.sender === alice);
    await scene.stored.write();
    await scene.stored.crawledAt("2024-03-10 00:00");
    await scene.build();
    tree = await scene.tree();
  });

  test("has no address, number, key, token, ghost's number or place in any byte", () => {
    assertNotIn(secrets, tree);
  });

  test("has the words around them, and says that something is hidden", () => {
    const words = "gannet turnstone whimbrel dunlin skua fulmar petrel shearwater avocet tern godwit plover".split(" ");
    for (const word of words) assert.match(textAt(tree, path), new RegExp(word), word);
    assert.match(textAt(tree, path), /gannet: write to \[hidden\] or call \[hidden\]/);
    assert.match(textAt(tree, path), /Shared a location/);
    assert.ok(pathsWith(tree, "write to [hidden] or call [hidden]").includes("general/feed.xml"));
  });

  test("keeps the operator's contact", () => {
    assert.match(textAt(tree, path), /archive@example\.org/);
  });
});

test("a room that hides names is not undone by a link in another room, and the other one shows its names", async (t) => {
  const rooms = [
    { room: "#general:example.org", index: true, names: "pseudonym" },
    { room: "#other:example.org", index: true },
  ];
  const scene = await buildScene(t, { rooms });
  const said = scene.stored.room.text("gannet").id("$0123456789abcdefghijABCDEFGHIJ0123456789_-a");
  await scene.stored.write();
  await scene.stored.crawledAt("2024-03-10 00:00");
  const other = new StoredRoom(scene.store, {
    configured: "#other:example.org",
    roomId: "!other:example.org",
    slug: "other",
    name: "Other",
  });
  const { eventId, roomId } = said.event;
  other.room.text(`skua https://matrix.to/#/${roomId}/${eventId} and https://matrix.to/#/!else:example.org/$kept`);
  await other.write();
  await other.crawledAt("2024-03-10 00:00");
  await scene.build();
  const tree = await scene.tree();
  assertNotIn([eventId.slice(1)], tree);
  const page = textAt(tree, "other/2024/03/05/index.html");
  assert.match(page, /@alice:example\.org/);
  assert.match(page, /skua <a href="\/general\/">/);
  assert.match(page, /\$kept/);
  assert.doesNotMatch(textAt(tree, path), /alice/);
});
