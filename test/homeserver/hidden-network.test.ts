import assert from "node:assert/strict";
import { test } from "node:test";
import { assertEverywhere, assertNotIn } from "../support/assert-words.ts";
import { sampleStage } from "../support/stage.ts";
import { openProofWorld } from "./proof-world.ts";

const rooms = { harbour: { visibility: "world_readable", name: "Harbour", creator: "keeper77" } } as const;
const ghost = { account: "telegram_5551234", name: "Quillon Holloway" } as const;
const at = "2024-03-05T10:00";

test("people of a network whose entry asks for it have other names, and all others in the room have their own", async (t) => {
  const stage = await sampleStage(rooms);
  t.after(() => stage.stop());
  const { harbour } = stage.rooms;
  const ghostId = `@${ghost.account}:${stage.serverName}`;
  const joinAs = (account: string, name: string, more: object = {}) =>
    harbour.state(
      "m.room.member",
      { membership: "join", displayname: name, ...more },
      { by: account, key: `@${account}:${stage.serverName}`, at },
    );
  await harbour.state(
    "m.bridge",
    { protocol: { id: "telegram" }, channel: { displayname: "Harbour watch" } },
    { key: "tg", at },
  );
  await joinAs("vesper88", "Vesper Tull");
  await joinAs(ghost.account, ghost.name, { avatar_url: "mxc://tidewater.example/face" });
  const said = await harbour.text("breakwater", { by: ghost.account, at });
  const events = [
    said,
    await harbour.reply(said, "quayside, @Quillon Holloway", { by: "vesper88", at }),
    await harbour.send(
      "m.room.message",
      {
        msgtype: "m.text",
        body: "Quillon Holloway: moorings, says Vesper Tull",
        format: "org.matrix.custom.html",
        formatted_body: `<a href="https://matrix.to/#/${ghostId}">Quillon Holloway</a>: moorings, says <a href="https://matrix.to/#/@vesper88:${stage.serverName}">Vesper Tull</a>`,
      },
      { at },
    ),
    await harbour.text(`gangway: ${ghostId} and @vesper88:${stage.serverName}`, { at }),
    await harbour.react(said, "👍", { by: "vesper88", at }),
  ];
  const consent = { agreedBy: "the group", on: "2024-01-02", evidence: "https://example.org/minutes" };
  const entry = { ...consent, network: "Telegram", channel: "harbour watch", names: "pseudonym" };
  const { url, token } = stage;
  const world = await openProofWorld(t, {
    url,
    token,
    rooms: { harbour: { room: harbour.roomId, bridges: [entry] } },
  });
  const update = await world.update();

  assert.equal(update.crawl.rooms[0]?.outcome, "complete");
  assertEverywhere(["breakwater", "quayside", "moorings", "gangway"], update, ["page"]);
  assertEverywhere(["Vesper Tull", "vesper88", "keeper77"], update, ["page"]);
  assertNotIn(["Quillon", "Holloway", "5551234", ...events.map((id) => id.slice(1))], update.output);
  const page = update.output.get("harbour/2024/03/05/index.html")?.toString("utf8") ?? "";
  const [, alias = ""] = /<b dir="auto"[^>]*>\s*([a-z]+ [a-z]+)\s*<\/b>/.exec(page) ?? [];
  assert.match(page, new RegExp(`<span class="mention">${alias}</span>: moorings`));
  assert.match(page, new RegExp(`gangway: [^\\n]*${alias}`));
  const about = update.output.get("harbour/about/index.html")?.toString("utf8") ?? "";
  assert.match(about, /names of people from Telegram are replaced/);
});
