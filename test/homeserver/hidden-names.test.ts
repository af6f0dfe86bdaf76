import assert from "node:assert/strict";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import type { EventId } from "#matrix/ids.ts";
import { assertEverywhere, assertNotIn, pathsWith, textsIn } from "../support/assert-words.ts";
import { sampleStage, type Stage } from "../support/stage.ts";
import type { Tree } from "../support/site-build.ts";
import { openProofWorld, type ProofWorld, type Update } from "./proof-world.ts";
import { suiteEnding } from "./suite-ending.ts";

const rooms = { harbour: { visibility: "world_readable", name: "Harbour", creator: "keeper77" } } as const;
const pseudonym = { publication: { names: "pseudonym" } } as const;

const quenby = { account: "qnorr77", name: "Quenby Norr" } as const;
const vesper = { account: "vtull88", name: "🌊 Vesper Tull" } as const;
const silent = "oswinlurks";
const secrets = ["keeper77", "qnorr77", "Quenby", "Norr", "vtull88", "Vesper", "Tull", silent];
const said = ["breakwater", "quayside", "moorings", "gangway", "starboard", "hawser", "bollard", "forecastle"];

describe("a room that hides the names of its people", () => {
  const ending = suiteEnding();
  let stage: Stage<"harbour">;
  let world: ProofWorld;
  let events: readonly EventId[];
  let update: Update;

  before(async () => {
    stage = await sampleStage(rooms);
    ending.after(() => stage.stop());
    events = await play(stage);
    world = await newWorld();
    update = await world.update(pseudonym);
  });

  function newWorld(): Promise<ProofWorld> {
    const { url, token } = stage;
    return openProofWorld(ending, { url, token, rooms: { harbour: stage.rooms.harbour.roomId } });
  }

  test("has everything that was said on its pages, in search and in the feed", () => {
    assertEverywhere(said, update);
    assertEverywhere(["breakwater"], update, ["feed"]);
  });

  test("has no name, no account and no event id in any byte of its site", () => {
    assertNotIn([...secrets, ...events.map((id) => id.slice(1))], update.output);
  });

  test("names each person by two words, the same in head, quote, mention, search and feed", () => {
    const aliases = aliasesOn(update.output);
    assert.equal(aliases.length, 3);
    for (const alias of aliases) assert.match(alias, /^[a-z]+ [a-z]+$/);
    const [keeper = "", first = ""] = aliases;
    assert.ok(pathsWith(update.output, first).some((path) => path.startsWith("pagefind/")));
    assert.ok(pathsWith(update.output, keeper).includes("harbour/feed.xml"));
    const page = dayPage(update.output);
    assert.match(page, new RegExp(`<span class="mention">${first}</span>: quayside`));
    assert.match(page, new RegExp(`${first}, moorings and ${first} and ${first}`));
  });

  test("mentions somebody who was never seen in the room by an alias too", () => {
    assert.match(dayPage(update.output), /gangway for [a-z]+ [a-z]+</);
  });

  test("leads to the room and never to one message, in links too", () => {
    const page = dayPage(update.output);
    assert.match(page, /href="https:\/\/matrix\.to\/#\/!harbour:tidewater\.example/i);
    assert.match(page, /see <a href="\/harbour\/">[^<]*<\/a> hawser/);
  });

  test("says the same when nothing happened, and in a store that is made anew beside its decisions", async () => {
    // Files that the server does not have are asked for once more, and then said to be gone.
    await world.update(pseudonym);
    const again = await world.update(pseudonym);
    assert.deepEqual(again.build.written, []);
    const fresh = await newWorld();
    await copyFile(join(world.store.folder, "decisions.jsonl"), join(fresh.store.folder, "decisions.jsonl"));
    const rebuilt = await fresh.update(pseudonym);
    assert.equal(dayPage(rebuilt.output), dayPage(update.output));
  });

  test("has other aliases and other addresses of messages on every site", async () => {
    const other = await (await newWorld()).update(pseudonym);
    const shared = new Set(aliasesOn(other.output)).intersection(new Set(aliasesOn(update.output)));
    assert.ok(shared.size < 3);
    assert.deepEqual([...new Set(anchorsOn(other.output)).intersection(new Set(anchorsOn(update.output)))], []);
  });

  test("that showed names before hides them all, and keeps its new addresses when it shows them again", async () => {
    const switched = await newWorld();
    const shown = await switched.update();
    assertEverywhere(["Quenby", "qnorr77"], shown, ["page"]);
    const hidden = await switched.build(pseudonym.publication);
    assertNotIn([...secrets, ...events.map((id) => id.slice(1))], hidden.output);
    assert.deepEqual([...new Set(anchorsOn(hidden.output)).intersection(new Set(anchorsOn(shown.output)))], []);
    const back = await switched.build();
    assertEverywhere(["Quenby", "qnorr77"], back, ["page"]);
    assert.deepEqual(anchorsOn(back.output), anchorsOn(hidden.output));
  });

  test("learns a new name, and takes it out of what mentions it", async () => {
    const { harbour } = stage.rooms;
    const key = `@${quenby.account}:${stage.serverName}`;
    const at = "2024-03-06T10:00";
    await harbour.state(
      "m.room.member",
      { membership: "join", displayname: "Zephyrine" },
      { by: quenby.account, key, at },
    );
    await harbour.text("@zephyrine luggers, please", { at });
    const later = await world.update(pseudonym);
    assertEverywhere(["luggers"], later);
    assertNotIn([...secrets, "zephyrine"], later.output);
  });
});

async function play({ rooms: { harbour }, serverName }: Stage<"harbour">): Promise<readonly EventId[]> {
  const at = "2024-03-05T10:00";
  const html = (body: string, formatted_body: string) => ({ body, formatted_body, format: "org.matrix.custom.html" });
  const message = (content: object, by?: string) =>
    harbour.send("m.room.message", { msgtype: "m.text", ...content }, { at, ...(by === undefined ? {} : { by }) });
  const joinAs = ({ account, name }: { readonly account: string; readonly name: string }) =>
    harbour.state(
      "m.room.member",
      { membership: "join", displayname: name },
      { by: account, key: `@${account}:${serverName}`, at },
    );
  const id = `@${quenby.account}:${serverName}`;
  const joins = [await joinAs(quenby), await joinAs(vesper)];
  const first = await harbour.text("breakwater", { at });
  const second = await harbour.text("breakwater too", { by: quenby.account, at });
  return [
    ...joins,
    first,
    second,
    await harbour.state("m.room.topic", { topic: `run by ${id} and @${vesper.name}` }, { at }),
    await harbour.reply(second, "quayside", { by: vesper.account, at }),
    await message(html("Quenby Norr: quayside", `<a href="https://matrix.to/#/${id}">Quenby Norr</a>: quayside`)),
    await message({ body: `${quenby.name}, moorings and @quenby norr and @${quenby.account}` }, vesper.account),
    await message({ body: `Is https://matrix.to/#/%40${quenby.account}%3A${serverName} at the moorings? ${second}` }),
    await message({ body: `gangway for @${silent}:elsewhere.example` }),
    await message({ body: `see https://matrix.to/#/${harbour.roomId}/${second}?via=${serverName} hawser` }),
    await message({ msgtype: "m.emote", body: "waves from starboard at @Vesper Tull" }),
    await message({
      msgtype: "m.image",
      body: "bollard by vesper tull.jpg",
      filename: "vtull88_and_Quenby Norr.jpg",
      url: "mxc://tidewater.example/a",
    }),
    await message(
      html(
        "forecastle",
        `forecastle <img src="mxc://tidewater.example/b" alt="Vesper Tull on deck"> <code>${id}</code>`,
      ),
    ),
    await harbour.react(second, "👍", { by: vesper.account, at }),
    await harbour.edit(first, "breakwater, @Quenby Norr", { at }),
    await harbour.inThread(second, `${vesper.name}: yes, bollard`, { at }),
    await harbour.send(
      "org.matrix.msc3381.poll.start",
      {
        "org.matrix.msc3381.poll.start": {
          question: { "org.matrix.msc1767.text": "Who relieves @vtull88?" },
          kind: "org.matrix.msc3381.poll.disclosed",
          max_selections: 1,
          answers: [
            { id: "a", "org.matrix.msc1767.text": "@Quenby Norr" },
            { id: "b", "org.matrix.msc1767.text": "nobody" },
          ],
        },
      },
      { at },
    ),
  ];
}

function dayPage(tree: Tree): string {
  return tree.get("harbour/2024/03/05/index.html")?.toString("utf8") ?? assert.fail("The day has no page");
}

/** In the order in which they first speak. */
function aliasesOn(tree: Tree): readonly string[] {
  const heads = dayPage(tree).matchAll(/<b dir="auto"[^>]*>\s*([^<]*?)\s*<\/b>/g);
  return [...new Set(Array.from(heads, ([, name = ""]) => name))];
}

function anchorsOn(tree: Tree): readonly string[] {
  const text = textsIn(tree).get("harbour/2024/03/05/index.html") ?? "";
  return Array.from(text.matchAll(/ id="([a-z2-7]{16})"/g), ([, id = ""]) => id);
}
