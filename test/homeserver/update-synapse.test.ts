import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import type { BuildReport } from "#build/build-report.ts";
import type { CrawlReport } from "#crawl/crawl-report.ts";
import { runDaybook } from "../docs/cli-support.ts";
import { describeWithSynapse } from "../support/describe-with-synapse.ts";
import { changesBetween, filesWith, readTree, type Tree } from "../support/site-build.ts";
import { synapseRoom } from "../support/synapse-room.ts";
import type { Synapse } from "../support/synapse.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { brokenLinks, messagesOfRoom, readPages, type BuiltPage } from "./built-days.ts";
import { expectedOf, tellHistory, type Told } from "./told-history.ts";
import { charts, committee, gauges, slipway } from "./update-synapse-history.ts";

/** Under a base path, so that an address that forgets it is noticed. */
const siteUrl = "https://canal.example.org/archive/";
const openRooms: Readonly<Record<string, readonly Told[]>> = { slipway, charts, gauges };

type Update = { readonly crawl: CrawlReport; readonly build: BuildReport };

await describeWithSynapse("daybook update on a real Synapse", (synapse) => {
  let folder: string;
  let tree: Tree;
  let pages: ReadonlyMap<string, BuiltPage>;
  let first: Update;
  const anchors = new Map<string, ReadonlyMap<string, string>>();

  before(async () => {
    folder = await temporaryFolder();
    await Promise.all(
      Object.entries(openRooms).map(async ([alias, history]) => {
        const room = await synapseRoom(synapse, { alias, name: alias, visibility: "world_readable" });
        anchors.set(alias, await tellHistory(room, history));
      }),
    );
    await tellHistory(await synapseRoom(synapse, { alias: "committee", visibility: "shared" }), committee);
    await writeConfig(synapse, folder);
    first = await update(folder);
    tree = await readTree(join(folder, "dist"));
    pages = readPages(tree);
  });

  for (const [slug, history] of Object.entries(openRooms)) {
    const { messages, removed, oldWordings } = expectedOf(history);
    const anchorOf = (id: string) => anchors.get(slug)?.get(id);

    test(`${slug}: every message is on the page of its UTC day once, in the order of sending`, () => {
      const built = messagesOfRoom(pages, slug).map(({ page, id }) => [page, id]);
      const expected = messages.map(({ day, id }) => [`${slug}/${day.replaceAll("-", "/")}/`, anchorOf(id)]);
      assert.deepEqual(built, expected);
    });

    test(`${slug}: messages show their last wording, say that it is not the first, and count their reactions`, () => {
      const built = messagesOfRoom(pages, slug).map(({ text, edited, reactions }) => ({ text, edited, reactions }));
      assert.equal(built.length, messages.length);
      for (const [index, { text, edited, reactions }] of messages.entries()) {
        assert.ok(isShownIn(built[index]?.text ?? "", text), `${built[index]?.text} instead of ${text}`);
        assert.deepEqual([built[index]?.edited, built[index]?.reactions], [edited, reactions], text);
      }
    });

    test(`${slug}: an answer quotes its message and leads to it, on whatever day that was`, () => {
      const built = messagesOfRoom(pages, slug);
      for (const [index, { text, answers }] of messages.entries()) {
        const [message, target] = [
          built[index],
          built.find(({ id }) => answers !== undefined && id === anchorOf(answers)),
        ];
        const href = message?.quoteHref;
        const leadsTo = href === undefined ? undefined : new URL(href, siteUrl + message?.page).href;
        assert.equal(leadsTo, target === undefined ? undefined : `${siteUrl}${target.page}#${target.id}`, text);
      }
    });

    test(`${slug}: old wordings and removed words are in no file`, () => {
      for (const text of [...oldWordings, ...removed.map((one) => one.text)])
        assert.deepEqual(filesWith(tree, text), [], text);
      for (const { day, hoursAfter } of removed) {
        const page = pages.get(`${slug}/${day.replaceAll("-", "/")}/`);
        // Taken back before anybody could read it here, it leaves no trace; later, a line says that something stood there.
        assert.equal(page?.text.includes("1 message was removed."), hoursAfter >= 24, day);
      }
    });
  }

  test("the report counts what was read, and a room that is not open is withheld and nowhere found", () => {
    const { crawl, build } = first;
    assert.equal(crawl.outcome, "done");
    const outcomes = crawl.rooms.map(({ slug, outcome, complete }) => [slug, outcome, complete]);
    const open = Object.keys(openRooms).map((slug) => [slug, "complete", true]);
    assert.deepEqual(outcomes, [...open, ["committee", "refused", false]]);
    const told = Object.values(openRooms).flatMap((history) => expectedOf(history).messages);
    assert.equal(build.messages, told.length);
    assert.equal(build.files, tree.size);
    assert.deepEqual(filesWith(tree, "halcyonberth"), []);
    assert.deepEqual(
      [...tree.keys()].filter((path) => path.includes("committee")),
      [],
    );
  });

  test("every link within the site leads to a page, a file or an anchor that is there", () => {
    assert.ok([...pages.values()].reduce((sum, { links }) => sum + links.length, 0) > 1000);
    assert.deepEqual(brokenLinks(pages, tree, siteUrl), []);
  });

  test("words of each room and year are in the search index", () => {
    for (const word of ["towpath", "silted", "decimetres", "caulking"]) {
      const files = filesWith(tree, word).filter((path) => path.endsWith(".pf_fragment"));
      assert.notDeepEqual(files, [], word);
    }
  });

  test("a quiet update asks three things of a room, renders no page and writes no file", async () => {
    // The photo was never uploaded: a second run asks for it again, and only then says that it is gone.
    await update(folder);
    const settled = await readTree(join(folder, "dist"));
    const { crawl, build } = await update(folder);
    const requests = Object.fromEntries(crawl.rooms.map((room) => [room.slug, room.requests]));
    const ofOpenRooms = Object.keys(openRooms).map((slug) => requests[slug]);
    assert.ok(
      ofOpenRooms.every((count) => count !== undefined && count <= 3),
      JSON.stringify(requests),
    );
    assert.equal(
      crawl.requests,
      Object.values(requests).reduce((sum, count) => sum + count, 1),
    );
    assert.deepEqual([build.rendered, build.written, build.deleted], [0, [], []]);
    const after = await readTree(join(folder, "dist"));
    assert.deepEqual(changesBetween(settled, after), { added: [], changed: [], removed: [] });
  });
});

async function writeConfig(synapse: Synapse, folder: string): Promise<void> {
  const reader = await synapse.registerReader();
  const rooms = [...Object.keys(openRooms), "committee"];
  const config = {
    site: { url: siteUrl, title: "Canal chat", contact: "mailto:archive@example.org" },
    homeserver: { url: synapse.url, tokenFile: "./token" },
    rooms: rooms.map((slug) => ({ room: `#${slug}:${synapse.serverName}`, slug, index: true })),
    store: "./data",
    output: "./dist",
  };
  await writeFile(join(folder, "token"), reader.token, { mode: 0o600 });
  await writeFile(join(folder, "daybook.yaml"), JSON.stringify(config));
}

async function update(folder: string): Promise<Update> {
  const { code, stdout, stderr } = await runDaybook(["update", "--json"], { cwd: folder });
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as Update;
}

/** Letters and digits in their order: signs of lists, links and quotes around them are the page's own. */
function isShownIn(shown: string, text: string): boolean {
  const lettersOf = (some: string) => some.replaceAll(/^\s*\d+\.\s/gm, "").replaceAll(/[^\p{L}\p{N}]+/gu, "");
  return lettersOf(shown).includes(lettersOf(text));
}
