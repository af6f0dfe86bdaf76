import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EventId } from "#matrix/ids.ts";
import { sampleConfigText } from "#sample/sample-config.ts";
import { startSampleHomeserver, type SampleHomeserver } from "#sample/start-sample-homeserver.ts";
import { openStore } from "#store/open-store.ts";
import type { StoredEvent } from "#store/records.ts";
import { filesWith, readTree } from "#test/support/site-build.ts";
import { runDaybook } from "./cli-support.ts";

/** A word that one message of the sample's lobby says and nothing else. */
export const word = "rusty";

export type RemoveWorld = {
  readonly cwd: string;
  readonly server: SampleHomeserver;
  readonly stop: () => Promise<void>;
};

/** The sample community, crawled and built into a folder of its own. */
export async function openRemoveWorld(): Promise<RemoveWorld> {
  const cwd = mkdtempSync(join(tmpdir(), "daybook-cli-remove-"));
  const server = await startSampleHomeserver();
  const paths = { siteUrl: "http://localhost:8080/", store: "./data", output: "./dist", tokenFile: "./token" };
  writeFileSync(join(cwd, "daybook.yaml"), sampleConfigText({ homeserverUrl: server.url, ...paths }));
  writeFileSync(join(cwd, "token"), server.token, { mode: 0o600 });
  const { code, stderr } = await runDaybook(["update", "--quiet"], { cwd });
  assert.equal(code, 0, stderr);
  return {
    cwd,
    server,
    stop: async () => {
      await server.stop();
      rmSync(cwd, { recursive: true });
    },
  };
}

/** The files of site and store that hold a word. */
export async function filesHolding(cwd: string, text: string): Promise<readonly string[]> {
  const [site, store] = [await readTree(join(cwd, "dist")), await readTree(join(cwd, "data"))];
  return [...filesWith(site, text), ...filesWith(store, text)];
}

export async function messageSaying(cwd: string, text: string): Promise<StoredEvent> {
  const store = await openStore({ folder: join(cwd, "data"), readOnly: true });
  try {
    const record = await store.readRoom({ slug: "lobby" });
    assert.ok(record);
    for (const { day } of (await store.readAllDays()).filter((one) => one.room === record.key)) {
      const events = await store.readDay(record.key, day);
      const found = events.find(({ event }) => JSON.stringify(event.content).includes(text));
      if (found !== undefined) return found;
    }
    return assert.fail(`Nobody says ${text}`);
  } finally {
    await store.close();
  }
}

/** The newest event of the lobby, once a crawl has stored its first page. */
export async function firstStored(folder: string): Promise<EventId> {
  for (let tries = 0; tries < 600; tries += 1) {
    try {
      const store = await openStore({ folder, readOnly: true });
      try {
        const record = await store.readRoom({ slug: "lobby" });
        const top = record && (await store.readPositionAround(record.key, Number.MAX_SAFE_INTEGER));
        const at = top?.below;
        const newest = record && at !== undefined ? await store.readEventIdAt(record.key, at) : undefined;
        if (newest !== undefined) return newest;
      } finally {
        await store.close();
      }
    } catch {
      // Not made yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return assert.fail("The crawl has stored nothing");
}
