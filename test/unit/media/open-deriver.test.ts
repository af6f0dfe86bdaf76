import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import sharp from "sharp";
import { safeFilePath } from "#lib/media-paths.ts";
import type { DeriveLimits } from "#media/derive-limits.ts";
import { openDeriver, type Deriver } from "#media/open-deriver.ts";
import { draw, plainGif } from "#test/support/drawn-pictures.ts";
import { temporaryFolder } from "#test/support/temporary-folder.ts";

const wish = { use: "image", policy: "thumbnails" } as const;
const { data, raw } = draw(60, 40, (x, y) => [x, y, 99]);
const good = await sharp(data, { raw }).png().toBuffer();
/** What only Linux tells of other processes. */
const proc = existsSync("/proc/self/status") ? false : "needs /proc";

type World = {
  readonly folder: string;
  readonly deriver: Deriver;
  readonly put: (bytes: Uint8Array) => Promise<string>;
};

async function openWorld(t: TestContext, limits: Partial<DeriveLimits> = {}): Promise<World> {
  const folder = await temporaryFolder(t);
  const deriver = openDeriver({ storeFolder: folder, limits });
  t.after(() => deriver.close());
  let count = 0;
  const put = async (bytes: Uint8Array): Promise<string> => {
    const path = join(folder, `stranger-${(count += 1)}`);
    await writeFile(path, bytes);
    return path;
  };
  return { folder, deriver, put };
}

/** Reading it never ends: nobody writes at its other end. */
function stalledFile(folder: string): string {
  const path = join(folder, "stalled");
  execFileSync("mkfifo", [path]);
  return path;
}

test("files asked for at once are made one after the other, and lie where their names say", async (t) => {
  const { folder, deriver, put } = await openWorld(t);
  const path = await put(good);
  const [one, other] = await Promise.all([deriver.derive(path, wish), deriver.derive(path, wish)]);
  assert.deepEqual(one, other);
  assert.ok(one.ok && one.media.kind === "image");
  const { thumbnail } = one.media;
  assert.equal((await readFile(join(folder, safeFilePath(thumbnail)))).length, thumbnail.sizeBytes);
});

test(
  "a picture that unpacks to gigabytes is given up within 512 MiB, and the next one is made",
  { skip: proc },
  async (t) => {
    const { deriver, put } = await openWorld(t);
    // Within the limit of pixels: memory itself has to be watched.
    const bomb = await put(plainGif(9_900, 9_900));
    const watch = watchChildren();
    assert.deepEqual(await deriver.derive(bomb, wish), { ok: false, reason: "too-many-pixels" });
    const peakMiB = watch.end();
    assert.ok(peakMiB > 100 && peakMiB <= 512, `held ${peakMiB} MiB`);
    assert.equal((await deriver.derive(await put(good), wish)).ok, true);
  },
);

test("a file that takes too long is given up, and the next one is made", async (t) => {
  const { folder, deriver, put } = await openWorld(t, { timeoutMs: 2_000 });
  const stalled = deriver.derive(stalledFile(folder), wish);
  const next = deriver.derive(await put(good), wish);
  assert.deepEqual(await stalled, { ok: false, reason: "too-slow" });
  assert.equal((await next).ok, true);
});

test(
  "a process ended from outside says nothing of the file, and the signal that stops a crawl is left to the crawl",
  { skip: proc },
  async (t) => {
    const { folder, deriver, put } = await openWorld(t);
    await deriver.derive(await put(good), wish);
    const stalled = deriver.derive(stalledFile(folder), wish);
    await new Promise((resolve) => void setTimeout(resolve, 100));
    for (const child of children()) process.kill(child, "SIGTERM");
    await new Promise((resolve) => void setTimeout(resolve, 100));
    assert.equal(children().length, 1);
    for (const child of children()) process.kill(child, "SIGKILL");
    assert.deepEqual(await stalled, { ok: false, reason: "failed" });
  },
);

test("a file that is not there is no verdict but an error", async (t) => {
  const { folder, deriver } = await openWorld(t);
  await assert.rejects(deriver.derive(join(folder, "nowhere"), wish), /could not be made ready.*ENOENT/);
});

test("the process that unpacks knows no secret of ours and ends with its work", { skip: proc }, async (t) => {
  process.env["DAYBOOK_ACCESS_TOKEN"] = "syt_secret";
  t.after(() => void delete process.env["DAYBOOK_ACCESS_TOKEN"]);
  const { deriver, put } = await openWorld(t);
  await deriver.derive(await put(good), wish);
  const [child, ...others] = children();
  assert.deepEqual(others, []);
  assert.equal(readFileSync(`/proc/${child}/environ`, "utf8").includes("syt_secret"), false);
  await deriver.close();
  assert.deepEqual(children(), []);
});

function children(): readonly number[] {
  const words = readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").split(" ");
  return words.filter((word) => word !== "").map(Number);
}

/** The most memory that a child of this process held until `end`, in MiB. */
function watchChildren(): { readonly end: () => number } {
  let peakKiB = 0;
  const timer = setInterval(() => {
    for (const child of children()) {
      peakKiB = Math.max(peakKiB, peakOf(child));
    }
  }, 5);
  return {
    end: () => {
      clearInterval(timer);
      return peakKiB / 1024;
    },
  };
}

/** 0: it has ended meanwhile. */
function peakOf(child: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${child}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
