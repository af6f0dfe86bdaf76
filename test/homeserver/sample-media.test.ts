import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { openSample } from "./sample-client.ts";

const filesOfCommunity = async (context: Parameters<typeof openSample>[0]) => {
  const client = await openSample(context);
  const contents: readonly Partial<MediaContent>[] = client.server.rooms.flatMap(({ events }) =>
    Array.from({ length: events.length }, (_, index) => events.at(index).content),
  );
  const files = contents.filter((content): content is MediaContent => content.url !== undefined);
  const fetchFile = (path: string) =>
    fetch(`${client.server.url}/_matrix/client/v1/media/${path}`, {
      headers: { authorization: `Bearer ${client.server.token}` },
    });
  return { files, fetchFile };
};

type MediaContent = {
  readonly url: string;
  readonly info: { readonly mimetype: string; readonly w?: number; readonly h?: number };
};

test("every file of the sample community can be fetched and is what its message says", async (context) => {
  const { files, fetchFile } = await filesOfCommunity(context);
  const kinds = new Set(files.map(({ info }) => info.mimetype));
  assert.deepEqual(kinds, new Set(["image/png", "text/csv", "audio/wav"]));
  for (const { url, info } of files) {
    const answer = await fetchFile(`download/${url.slice("mxc://".length)}`);
    assert.deepEqual([answer.status, answer.headers.get("content-type")], [200, info.mimetype], url);
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (info.mimetype !== "image/png") assert.ok(bytes.length > 1_000);
    else {
      const { width, height } = await sharp(bytes).metadata();
      assert.deepEqual({ width, height }, { width: info.w, height: info.h });
    }
  }
});

test("a thumbnail is at most as large as asked", async (context) => {
  const { files, fetchFile } = await filesOfCommunity(context);
  const image = files.find(({ info }) => info.w === 1_280)?.url.slice("mxc://".length);
  const answer = await fetchFile(`thumbnail/${image}?width=320&height=320`);
  const { width } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
  assert.equal(width, 320);
});

test("a file that nobody sent is unknown, and no other server's file is guessed", async (context) => {
  const { files, fetchFile } = await filesOfCommunity(context);
  const id = files[0]?.url.split("/").at(-1);
  assert.equal((await fetchFile("download/tidewater.example/nothing")).status, 404);
  assert.equal((await fetchFile(`download/elsewhere.example/${id}`)).status, 404);
});
