import assert from "node:assert/strict";
import { test } from "node:test";
import { buildScene } from "#test/support/build-scene.ts";
import { alice, bob, carol } from "#test/support/room-builder.ts";
import { filesWith, textAt } from "#test/support/site-build.ts";

const first = "general/2024/03/05/index.html";
const second = "general/2024/03/06/index.html";
const fold = [{ room: "#general:example.org", index: true, membership: "fold" }];

test("folded membership is on its day and nowhere else, a day of nothing else has no page, and hidden it is gone", async (t) => {
  const { stored, build, tree, configure } = await buildScene(t, { rooms: fold });
  const { room } = stored;
  room.text("acorn").at("2024-03-05 09:00");
  room.member({ displayname: "Beechnut" }).from(bob);
  room.member({ displayname: "Cedarwood" }).from(carol).at("2024-03-08 09:00");
  await stored.write();
  await stored.crawledAt("2024-03-20 00:00");
  await build();
  const folded = await tree();
  assert.match(textAt(folded, first), /data-nosnippet[^]*1 other change of members[^]*Beechnut joined or changed/);
  assert.deepEqual(filesWith(folded, "Beechnut"), [first]);
  assert.ok(!folded.has("general/2024/03/08/index.html"));
  await build({}, configure({ rooms: [{ room: "#general:example.org", index: true }] }));
  assert.deepEqual(filesWith(await tree(), "Beechnut"), []);
});

test("an older member event that arrives later changes what the next one says, on its day alone", async (t) => {
  const { stored, build, after } = await buildScene(t, { rooms: fold });
  const { room } = stored;
  for (const word of ["acorn", "beech", "cedar"]) room.text(word).at("2024-03-05 09:00");
  room.member({ displayname: "Bob" }).from(bob).at("2024-03-06 09:00");
  room.text("dogwood").from(alice);
  room.text("elder").at("2024-03-07 09:00");
  await stored.write();
  await stored.crawledAt("2024-03-20 00:00");
  await build();
  const { changed, tree } = await after(async () => {
    room.member({ displayname: "Robert" }).from(bob).at("2024-03-05 09:30").placedAt(1500);
    await stored.write();
  });
  assert.match(textAt(tree, second), /Robert is now called Bob/);
  assert.match(textAt(tree, first), /Robert joined or changed/);
  assert.deepEqual(
    changed.filter((path) => path.startsWith("general/2024/03/0")),
    [first, second],
  );
});
