import assert from "node:assert/strict";
import { test } from "node:test";
import { parseMxcUri, type MxcUri } from "#matrix/ids.ts";
import { drawSeascape } from "#sample/draw-seascape.ts";
import { describeWithSynapse } from "../support/describe-with-synapse.ts";
import { synapseAdmin } from "../support/synapse-admin.ts";
import { synapseRoom } from "../support/synapse-room.ts";
import type { Synapse } from "../support/synapse.ts";
import { openCrawlWorld } from "./crawl-world.ts";
import { areFilesThere, later, mediaFiles } from "./media-world.ts";

async function upload({ url, asToken }: Synapse, user: string, bytes: Uint8Array<ArrayBuffer>): Promise<MxcUri> {
  const address = `${url}/_matrix/media/v3/upload?user_id=${encodeURIComponent(user)}`;
  const headers = { authorization: `Bearer ${asToken}`, "content-type": "image/png" };
  const answer = await fetch(address, { method: "POST", headers, body: bytes });
  const { content_uri } = (await answer.json()) as { content_uri: string };
  return parseMxcUri(content_uri) ?? assert.fail(`not uploaded: ${answer.status}`);
}

await describeWithSynapse("files on a real Synapse", (synapse) => {
  const scene = async (context: Parameters<typeof openCrawlWorld>[0]) => {
    const room = await synapseRoom(synapse, { visibility: "world_readable" });
    const pictures = await Promise.all(
      [1, 2].map((seed) =>
        upload(synapse, room.creator, new Uint8Array(drawSeascape({ seed, width: 96, height: 64 }))),
      ),
    );
    const [first, second] = pictures;
    assert.ok(first !== undefined && second !== undefined);
    const show = (url: MxcUri) => room.send("m.room.message", { msgtype: "m.image", body: "a seascape", url });
    const ids = [await show(first), await show(second)] as const;
    const { token } = await synapse.registerReader();
    const world = await openCrawlWorld(context, { url: synapse.url, token, rooms: { test: room.roomId } });
    const known = async (mxc: MxcUri) => (await world.store.readMedia([mxc])).get(mxc);
    return { room, world, first, second, ids, known };
  };

  test("are copied with an account that is in no room, and go from disk with the message that shows them", async (t) => {
    const { room, world, first, second, ids, known } = await scene(t);
    const report = await world.crawl();
    assert.equal(report.media?.fetched, 2);
    const kept = (await known(first)) ?? assert.fail();
    assert.ok(areFilesThere(world, kept, "image"));
    await room.redact(ids[0]);
    await world.crawl();
    assert.equal(await known(first), undefined);
    assert.equal((await mediaFiles(world)).length, 3);
    assert.equal((await known(second))?.state, "kept");
  });

  test("go when an administrator quarantines them", async (t) => {
    const { world, first, second, known } = await scene(t);
    const admin = await synapseAdmin(synapse);
    await world.crawl();
    await admin.quarantine(first);
    const report = await world.crawl({ nowMs: later(8) });
    assert.equal(report.media?.quarantined, 1);
    const { state, reason, safe } = (await known(first)) ?? assert.fail();
    assert.deepEqual({ state, reason, safe }, { state: "gone", reason: "quarantined", safe: {} });
    assert.equal((await known(second))?.state, "kept");
    assert.equal((await mediaFiles(world)).length, 3);
  });

  test("that never were are gone after two runs", async (t) => {
    const { room, world, known } = await scene(t);
    const missing = parseMxcUri(`mxc://${synapse.serverName}/neverUploadedByAnyone`) ?? assert.fail();
    await room.send("m.room.message", { msgtype: "m.image", body: "nothing", url: missing });
    await world.crawl();
    await world.crawl({ nowMs: later(1) });
    assert.equal((await known(missing))?.state, "gone");
  });
});
