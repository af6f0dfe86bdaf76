import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { redactionFrom, visibilityFrom } from "#sample/new-event.ts";
import { startSampleHomeserver } from "#sample/start-sample-homeserver.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { openCrawlWorld } from "./crawl-world.ts";
import { bodiesIn, dumpRoomOf } from "./dump-store.ts";
import { ada, roomId, roomOfDays } from "./sample-rooms.ts";

const command = fileURLToPath(new URL("../../scripts/daybook.ts", import.meta.url));

test("a crawl that is killed again and again comes to the same store as one that was not", async (context) => {
  const { room, ids } = roomOfDays(12);
  room.add(redactionFrom(ada, ids[7] ?? assert.fail()));
  room.add(visibilityFrom(ada, "shared"));
  room.add(visibilityFrom(ada, "world_readable"));
  const server = await startSampleHomeserver({ rooms: [room.toRoom()] });
  context.after(() => server.stop());
  const cwd = await temporaryFolder(context);
  const config = {
    site: { url: "https://chat.example.org/", title: "Chat", contact: "mailto:archive@example.org" },
    homeserver: { url: server.url },
    rooms: [{ room: roomId, slug: "test", index: true }],
    publication: { delay: "0s" },
  };
  await writeFile(join(cwd, "daybook.yaml"), JSON.stringify(config));

  /** Runs the command; with `killAt` it is killed without warning when the server is asked for the n-th time. */
  async function crawl(killAt?: number): Promise<NodeJS.Signals | number> {
    const env = { ...process.env, DAYBOOK_ACCESS_TOKEN: server.token };
    const child = spawn(process.execPath, [command, "crawl", "--quiet"], { cwd, env, stdio: "ignore" });
    const before = server.requestLog.length;
    server.faults = {
      pageLimit: 8,
      latencyMs: 5,
      onRequest: () => {
        if (killAt !== undefined && server.requestLog.length - before >= killAt) child.kill("SIGKILL");
      },
    };
    const [code, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
    return signal ?? code ?? -1;
  }

  const stored = { store: { folder: join(cwd, "data") } };
  const kept: number[] = [];
  for (const killAt of [8, 9, 12]) {
    assert.equal(await crawl(killAt), "SIGKILL");
    kept.push(bodiesIn(dumpRoomOf(stored)).length);
  }
  const [first = 0, second = 0, third = 0] = kept;
  assert.ok(0 < first && first <= second && second <= third && first < third, `kept ${kept.join(", ")}`);
  assert.ok(third < 120, "it was not done yet");
  assert.equal(await crawl(), 0);

  server.faults = {};
  const other = await openCrawlWorld(context, { url: server.url, token: server.token, rooms: { test: roomId } });
  await other.crawl();
  assert.deepEqual(dumpRoomOf(stored), dumpRoomOf(other));
});
