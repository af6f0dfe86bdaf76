import assert from "node:assert/strict";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { suite, test, type TestContext } from "node:test";
import SqliteDatabase from "better-sqlite3";
import type { JsonObject } from "#lib/json.ts";
import { databaseFileName } from "#store/open-database.ts";
import { mediaPath } from "#view/urls.ts";
import { buildScene, type Change } from "#test/support/build-scene.ts";
import {
  keepMedia,
  keepPicture,
  loseFiles,
  mxcOf,
  picturePaths,
  safeFileOf,
  writeOutcome,
} from "#test/support/kept-media.ts";
import { assertSameTree, readTree, textAt, type Tree } from "#test/support/site-build.ts";

const firstDay = "general/2024/03/05/index.html";
const secondDay = "general/2024/03/06/index.html";

/** Two days: a picture shown on both, and one on the second alone. */
async function scene(t: TestContext, room: JsonObject = { media: "full" }) {
  const told = await buildScene(t, { rooms: [{ room: "#general:example.org", index: true, ...room }] });
  const { stored, store } = told;
  const picture = (id: string) => stored.room.image(`${id}.png`, { url: mxcOf(id) });
  const first = picture("pier").at("2024-03-05 09:00");
  const second = picture("pier").at("2024-03-06 09:00");
  const alone = picture("crab").at("2024-03-06 10:00");
  await stored.write();
  await stored.crawledAt("2024-05-01 00:00");
  await keepPicture(store, mxcOf("pier"), "pier");
  await keepPicture(store, mxcOf("crab"), "crab");
  await told.build();
  return { ...told, first, second, alone };
}

function mediaIn(tree: Tree): readonly string[] {
  return [...tree.keys()].filter((path) => path.startsWith("media/"));
}

function removedMedia({ removed }: Pick<Change, "removed">): readonly string[] {
  return removed.filter((path) => path.startsWith("media/"));
}

function isShown(tree: Tree, page: string, name: string): boolean {
  return picturePaths(name, { full: false }).every((path) => textAt(tree, page).includes(`/${path}"`));
}

suite("files of strangers in the output", () => {
  test("lie under the names of what they hold, once for all pages that show them", async (t) => {
    const { tree } = await scene(t);
    const built = await tree();
    assert.deepEqual(mediaIn(built), [...picturePaths("pier"), ...picturePaths("crab")].toSorted());
    assert.ok(
      isShown(built, firstDay, "pier") && isShown(built, secondDay, "pier") && isShown(built, secondDay, "crab"),
    );
    assert.equal(textAt(built, picturePaths("pier")[0] ?? "").startsWith("pier, "), true);
  });

  test("are not written again by a build that changes nothing about them", async (t) => {
    const { after, stored } = await scene(t);
    const change = await after(async () => {
      stored.room.text("whelk").at("2024-03-06 11:00");
      await stored.write();
    });
    assert.ok(change.changed.includes(secondDay));
    assert.deepEqual(
      change.report.written.filter((path) => path.startsWith("media/")),
      [],
    );
  });

  test("that arrive later come with the pages that show them and touch no other day", async (t) => {
    const { after, stored, store, build } = await scene(t);
    stored.room.image("late.png", { url: mxcOf("late") }).at("2024-03-07 09:00");
    await stored.write();
    await build();
    const change = await after(() => keepPicture(store, mxcOf("late"), "late"));
    assert.deepEqual(change.added.toSorted(), picturePaths("late"));
    const days = change.changed.filter((path) => /\d\d\/index\.html$/.test(path));
    assert.deepEqual(days, ["general/2024/03/07/index.html"]);
  });

  test("go with the last message that shows them, and not before", async (t) => {
    const { after, stored, second, alone, first } = await scene(t);
    const change = await after(async () => {
      await stored.redact(second);
      await stored.redact(alone);
    });
    assert.deepEqual(removedMedia(change), picturePaths("crab"));
    assert.ok(isShown(change.tree, firstDay, "pier") && !textAt(change.tree, secondDay).includes("/media/"));
    for (const path of picturePaths("crab")) {
      assert.ok(change.report.withdrawn.vanished.includes(`https://chat.example.org/${path}`), path);
    }
    const last = await after(() => stored.redact(first));
    assert.deepEqual(mediaIn(last.tree), []);
  });

  test("go when their server takes them down, and the page says so", async (t) => {
    const { after, store } = await scene(t);
    const change = await after(() => writeOutcome(store, mxcOf("crab"), { state: "refused", reason: "quarantined" }));
    assert.deepEqual(removedMedia(change), picturePaths("crab"));
    assert.match(textAt(change.tree, secondDay), /Image crab\.png, taken down by the server it was on/);
  });

  test("are the same whether they came one by one or all at once", async (t) => {
    const { store, config, stored, alone, build, tree } = await scene(t);
    await stored.redact(alone);
    stored.room.image("late.png", { url: mxcOf("late") }).at("2024-03-07 09:00");
    await stored.write();
    await keepPicture(store, mxcOf("late"), "late");
    await build();
    const stepByStep = await tree();
    await rm(config.output, { recursive: true });
    await build();
    assertSameTree(await tree(), stepByStep);
  });

  test("of which the room's policy of today shows none go with the next build, and come back", async (t) => {
    const { configure, build, tree } = await scene(t);
    const before = await tree();
    const rooms = (media: string) => [{ room: "#general:example.org", index: true, media }];
    await build({}, configure({ rooms: rooms("none") }));
    assert.deepEqual(mediaIn(await tree()), []);
    assert.match(textAt(await tree(), firstDay), /Image pier\.png, not copied</);
    await build({}, configure({ rooms: rooms("thumbnails") }));
    const thumbnails = ["pier", "crab"].flatMap((name) => picturePaths(name, { full: false }));
    assert.deepEqual(mediaIn(await tree()), thumbnails.toSorted());
    await build();
    assertSameTree(await tree(), before);
  });

  test("that have gone from the store's folder are waited for, and break no page", async (t) => {
    const { store, build, tree } = await scene(t);
    await loseFiles(store, "pier");
    await build({ full: true });
    assert.match(textAt(await tree(), firstDay), /Image pier\.png, not copied yet/);
    assert.deepEqual(mediaIn(await tree()), picturePaths("crab"));
  });

  test("that were changed by hand, and others that nobody built, are put right by a check", async (t) => {
    const { config, build, tree } = await scene(t);
    const before = await tree();
    await writeFile(join(config.output, picturePaths("pier")[0] ?? ""), "x".repeat(11));
    const stranger = join(config.output, "media", "00", "left.webp");
    await mkdir(dirname(stranger), { recursive: true });
    await writeFile(stranger, "left over");
    await build({ check: true });
    assertSameTree(await tree(), before);
  });

  test("lie in the same folder where media are published elsewhere; the pages lead there and allow it", async (t) => {
    const { config, build, tree } = await scene(t);
    const apart = { ...config, site: { ...config.site, mediaUrl: "https://media.example.org/chat/" } };
    const before = mediaIn(await tree());
    await build({}, apart);
    assert.deepEqual(mediaIn(await tree()), before);
    const page = textAt(await tree(), firstDay);
    const [thumbnail = ""] = picturePaths("pier");
    assert.ok(page.includes(`"https://media.example.org/chat/${thumbnail.slice("media/".length)}"`));
    assert.match(page, /img-src 'self' https:\/\/media\.example\.org;/);
    assert.equal(page.includes('="/media/'), false);
  });

  test("leave with a page that shows what may not be shown, when the check finds it", async (t) => {
    const { store, config, build, alone } = await scene(t);
    const database = new SqliteDatabase(join(store.folder, databaseFileName));
    t.after(() => database.close());
    database.prepare("update events set redacted = 1, content = '{}' where event_id = ?").run(alone.event.eventId);
    await assert.rejects(build({ check: true }), /show what may not be shown/);
    assert.deepEqual(mediaIn(await readTree(config.output)), picturePaths("pier"));
  });

  test("that are sound, films or documents are named on the page with what they are", async (t) => {
    const { stored, store, after } = await scene(t);
    const bell = safeFileOf("bell", { extension: "ogg", mimeType: "audio/ogg" });
    const change = await after(async () => {
      stored.room
        .message({ msgtype: "m.audio", body: "bell.ogg", url: mxcOf("bell"), info: { duration: 4000 } })
        .at("2024-03-07 09:00");
      await stored.write();
      await keepMedia(store, mxcOf("bell"), { audio: { kind: "audio", file: bell } }, [[bell, "bell"]]);
    });
    const page = textAt(change.tree, "general/2024/03/07/index.html");
    assert.match(
      page,
      new RegExp(`<audio controls preload="none" src="/${mediaPath(bell)}" aria-label="Sound bell.ogg, 0:04"`),
    );
  });
});
