import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { parseMxcUri } from "#matrix/ids.ts";
import type { Pace } from "#matrix/pace.ts";
import type { FaultAnswer, Faults } from "#sample/faults.ts";
import { sampleFile, sampleMediaId } from "#sample/sample-media.ts";
import { startSampleHomeserver } from "#sample/start-sample-homeserver.ts";
import { failureOf, impatientHomeserver } from "../support/impatient-homeserver.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const mediaId = sampleMediaId("image", "download", { width: 64, height: 48 });
const mxc = parseMxcUri(`mxc://tidewater.example/${mediaId}`) ?? assert.fail();
const bytes = sampleFile(mediaId)?.bytes ?? assert.fail();

async function scene(context: TestContext, faults: Faults = {}, pace: Partial<Pace> = {}) {
  const server = await startSampleHomeserver({ rooms: [], faults });
  context.after(() => server.stop());
  const homeserver = await impatientHomeserver(server.url, { token: server.token, pace });
  const folder = await temporaryFolder(context);
  const fetchFile = (limitBytes = 1_000_000) => homeserver.fetchMedia(mxc, { file: join(folder, "part"), limitBytes });
  return { server, homeserver, folder, fetchFile, left: () => readdir(folder) };
}

const always = (answer: FaultAnswer): Faults => ({ rules: [{ endpoint: "media", answer }] });
const once = (answer: FaultAnswer): Faults => ({ rules: [{ endpoint: "media", until: 1, answer }] });

test("a file arrives whole, with its size and hash, for nobody else to read", async (context) => {
  const { server, fetchFile, folder } = await scene(context);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  assert.deepEqual(await fetchFile(), { kind: "file", sizeBytes: bytes.byteLength, sha256 });
  const path = join(folder, "part");
  assert.deepEqual(await readFile(path), Buffer.from(bytes));
  assert.equal((await stat(path)).mode & 0o777, 0o600);
  assert.match(server.requestLog[0]?.path ?? "", /^\/_matrix\/client\/v1\/media\/download\/tidewater\.example\//);
});

test("a server without authenticated media is asked by the older name, and then at once", async (context) => {
  const { server, fetchFile } = await scene(context, { olderMedia: true });
  assert.equal((await fetchFile()).kind, "file");
  assert.equal((await fetchFile()).kind, "file");
  assert.deepEqual(
    server.requestLog.map(({ path }) => /client\/v1|media\/v3/.exec(path)?.[0]),
    ["client/v1", "media/v3", "media/v3"],
  );
});

for (const [name, answer] of [
  ["unknown", { kind: "not-found" }],
  ["withheld", { kind: "forbidden" }],
] as const) {
  test(`a file that is ${name} is gone, and costs one request`, async (context) => {
    const { server, homeserver, fetchFile, left } = await scene(context, always(answer));
    assert.deepEqual(await fetchFile(), { kind: "gone" });
    assert.equal(server.requestLog.length, 1);
    assert.equal(await homeserver.hasMedia(mxc), false);
    assert.deepEqual(await left(), []);
  });
}

test("whether a file is still there is asked without reading it", async (context) => {
  const { homeserver, server } = await scene(context);
  assert.equal(await homeserver.hasMedia(mxc), true);
  assert.equal(server.requestLog.length, 1);
});

for (const [name, answer, kind] of [
  ["that stalls in its body", { kind: "stall" }, "timeout"],
  ["that breaks off", { kind: "file", sizeBytes: 100, claimedBytes: 5_000 }, "unreachable"],
  ["that is a web page", { kind: "html", status: 200 }, "not-matrix"],
  ["behind a server that fails", { kind: "server-error", status: 502 }, "server-error"],
  ["behind a login that has run out", { kind: "token-expired" }, "unauthorized"],
] as const) {
  test(`of a file ${name} nothing is left`, async (context) => {
    const { fetchFile, left } = await scene(context, always(answer), { fileStallMs: 60 });
    assert.equal((await failureOf(fetchFile())).kind, kind);
    assert.deepEqual(await left(), []);
  });
}

for (const [name, answer] of [
  ["breaks off once", { kind: "file", sizeBytes: 100, claimedBytes: 5_000 }],
  ["stalls once", { kind: "stall" }],
  ["says once to wait", { kind: "rate-limited", told: "seconds", waitMs: 100 }],
  ["fails once", { kind: "server-error", status: 504 }],
] as const) {
  test(`a file arrives from a server that ${name}`, async (context) => {
    const { fetchFile, folder } = await scene(context, once(answer), { fileStallMs: 60 });
    assert.equal((await fetchFile()).kind, "file");
    assert.deepEqual(await readFile(join(folder, "part")), Buffer.from(bytes));
  });
}

for (const [name, claimedBytes] of [
  ["says so", 200_000],
  ["says nothing of its size", undefined],
  ["says that it is small", 10],
] as const) {
  test(`no more of a file is read than the limit, whether it ${name}`, async (context) => {
    const { server, fetchFile, left } = await scene(
      context,
      always({ kind: "file", sizeBytes: 200_000, claimedBytes }),
    );
    const fetched = await fetchFile(1_000);
    // HTTP ends a body where its length says, so the lie makes it short instead of long.
    if (claimedBytes === 10)
      return assert.deepEqual([fetched.kind, "sizeBytes" in fetched && fetched.sizeBytes], ["file", 10]);
    assert.deepEqual(fetched, { kind: "too-large" });
    assert.deepEqual([server.requestLog.length, await left()], [1, []]);
  });
}

test("a redirect is followed without the token", async (context) => {
  const headers: (string | undefined)[] = [];
  const other = createServer((request, response) => {
    headers.push(request.headers.authorization);
    response.writeHead(200, { "Content-Type": "image/png", "Content-Disposition": "inline" }).end("moved");
  });
  await new Promise<void>((resolve) => void other.listen(0, "127.0.0.1", resolve));
  context.after(() => other.close());
  const to = `http://127.0.0.1:${(other.address() as AddressInfo).port}/elsewhere`;
  const { fetchFile } = await scene(context, always({ kind: "redirect", to }));
  assert.equal((await fetchFile()).kind, "file");
  assert.deepEqual(headers, [undefined]);
});

for (const to of [
  "http://10.0.0.1/",
  "https://169.254.169.254/latest/meta-data",
  "https://[fe80::1]/",
  "https://[::ffff:192.168.1.1]/",
  "http://2130706433.example.org:1/ftp",
  "ftp://example.org/file",
  "https://user:secret@example.org/",
]) {
  test(`a redirect to ${to} is not followed`, async (context) => {
    const { server, fetchFile } = await scene(context, always({ kind: "redirect", to }));
    const error = await failureOf(fetchFile());
    assert.ok(["not-matrix", "unreachable"].includes(error.kind), error.kind);
    assert.ok(server.requestLog.length <= 2);
  });
}

test("a redirect that goes in circles ends", async (context) => {
  const { server, fetchFile } = await scene(context);
  server.faults = always({ kind: "redirect", to: `${server.url}/_matrix/client/v1/media/download/a/${mediaId}` });
  assert.equal((await failureOf(fetchFile())).kind, "not-matrix");
  assert.equal(server.requestLog.length, 4);
});

test("two files are on the way at once, and no more", async (context) => {
  const { server, homeserver, folder } = await scene(context, { latencyMs: 30 });
  await Promise.all(
    Array.from({ length: 6 }, (_, nth) =>
      homeserver.fetchMedia(mxc, { file: join(folder, `${nth}`), limitBytes: 1e6 }),
    ),
  );
  const overlaps = server.requestLog.map(
    (one) =>
      server.requestLog.filter((other) => other.startedAtMs <= one.startedAtMs && other.endedAtMs > one.startedAtMs)
        .length,
  );
  assert.equal(Math.max(...overlaps), 2);
});
