import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import type { EventId } from "#matrix/ids.ts";
import { remove } from "#operations/remove/remove.ts";
import type { RemoveWish } from "#operations/remove/remove-wish.ts";
import { assertEverywhere, assertNowhere } from "../support/assert-words.ts";
import { describeWithSynapse } from "../support/describe-with-synapse.ts";
import { sampleStage, synapseStage, type Stage } from "../support/stage.ts";
import type { NewRoom } from "../support/synapse-room.ts";
import { openProofWorld, type ProofWorld } from "./proof-world.ts";
import { suiteEnding } from "./suite-ending.ts";

const rooms = {
  dock: { visibility: "world_readable" },
  shed: { visibility: "world_readable" },
} as const satisfies Readonly<Record<string, NewRoom>>;
type RemovalStage = Stage<keyof typeof rooms>;

const nothing: RemoveWish = { events: [], users: [], days: [], rooms: [], networks: [], media: [] };
const mxc = "mxc://hs.test/planks";
const consent = {
  network: "IRC",
  channel: "#dock",
  agreedBy: "channel operators",
  on: "2024-01-02",
  evidence: "https://example.org/minutes",
};
const quiet = (): void => undefined;

/** One kind of removal, what it takes away and some of what it must not. */
type Case = {
  readonly kind: string;
  readonly wish: (said: Said, serverName: string) => Partial<RemoveWish>;
  readonly gone: readonly string[];
  readonly kept: readonly string[];
};

/** Shown on pages, but not searched for. */
const unsearched = new Set(["planksberg.png", "tarberg"]);

type Said = { readonly quoted: EventId };

const cases: readonly Case[] = [
  {
    kind: "an event",
    wish: ({ quoted }) => ({ events: [quoted] }),
    gone: ["mendedberg"],
    kept: ["answerfeld", "twigfeld", "lastfeld", "eveberg", "planksberg.png"],
  },
  {
    kind: "a person",
    wish: (_, serverName) => ({ users: [`@gus:${serverName}`] }),
    gone: ["gusberg", "tarberg", "shedgusberg"],
    kept: ["mendedberg", "answerfeld", "lastfeld", "shedfeld"],
  },
  {
    kind: "a day",
    wish: () => ({ days: ["dock/2024-03-05"] }),
    gone: ["eveberg", "noonberg"],
    kept: ["mendedberg", "answerfeld", "lastfeld", "shedfeld"],
  },
  {
    kind: "a file",
    wish: () => ({ media: [mxc] }),
    gone: ["planksberg.png"],
    kept: ["mendedberg", "answerfeld", "lastfeld", "gusberg"],
  },
  {
    kind: "a network",
    wish: () => ({ networks: ["IRC"] }),
    gone: ["relayberg"],
    kept: ["mendedberg", "answerfeld", "lastfeld", "gusberg"],
  },
  {
    kind: "a room",
    wish: () => ({ rooms: ["shed"] }),
    gone: ["shedfeld", "shedgusberg"],
    kept: ["mendedberg", "answerfeld", "lastfeld", "gusberg"],
  },
];

async function play({ rooms: { dock, shed } }: RemovalStage): Promise<Said> {
  const quoted = await dock.text("formerberg", { by: "flo", at: "2024-03-01T10:00" });
  await dock.edit(quoted, "mendedberg", { by: "flo", at: "2024-03-01T11:00" });
  await dock.reply(quoted, "answerfeld", { at: "2024-03-02T10:00" });
  await dock.inThread(quoted, "twigfeld", { at: "2024-03-03T10:00" });
  await dock.react(quoted, "👍", { at: "2024-03-03T10:00" });
  await dock.text("relayberg", { by: "irc_hal", at: "2024-03-04T09:00" });
  await dock.text("gusberg", { by: "gus", at: "2024-03-04T10:00" });
  await dock.text("eveberg", { at: "2024-03-05T00:00" });
  await dock.text("noonberg", { by: "flo", at: "2024-03-05T12:00" });
  const info = { mimetype: "image/png", size: 4096 };
  const file = { msgtype: "m.image", body: "planksberg.png", url: mxc, info };
  await dock.send("m.room.message", file, { at: "2024-03-06T10:00" });
  const last = await dock.text("lastfeld", { at: "2024-03-06T11:00" });
  await dock.react(last, "tarberg", { by: "gus", at: "2024-03-06T12:00" });
  await shed.text("shedfeld", { at: "2024-03-01T10:00" });
  await shed.text("shedgusberg", { by: "gus", at: "2024-03-02T10:00" });
  return { quoted };
}

function removalPromises(openStage: () => Promise<RemovalStage>): void {
  describe("what the operator removes", () => {
    const ending = suiteEnding();
    let stage: RemovalStage;
    let world: ProofWorld;
    let said: Said;

    before(async () => {
      stage = await openStage();
      ending.after(() => stage.stop());
      said = await play(stage);
      const { url, token } = stage;
      const { dock, shed } = stage.rooms;
      world = await openProofWorld(ending, {
        url,
        token,
        rooms: { dock: { room: dock.roomId, bridges: [consent] }, shed: shed.roomId },
      });
      await world.update();
    });

    for (const { kind, wish, gone, kept } of cases) {
      test(`${kind}: leaves every byte at once, stays away when all is read again, and is back once that is undone`, async () => {
        const searched = gone.filter((word) => !unsearched.has(word));
        assertEverywhere(searched, await world.build());
        await decide(wish(said, stage.serverName), { undo: false });
        const removed = await world.build();
        assertNowhere(gone, removed);
        assertEverywhere(kept, removed, ["page", "store"]);

        const crawled = await world.update({ full: true });
        assertNowhere(gone, crawled);
        assertEverywhere(kept, crawled, ["page", "store"]);

        await decide(wish(said, stage.serverName), { undo: true });
        const back = await world.update({ full: true });
        assertEverywhere([...gone, ...kept], back, ["page", "store"]);
        assertEverywhere(searched, back);
      });
    }

    async function decide(wish: Partial<RemoveWish>, { undo }: { readonly undo: boolean }): Promise<void> {
      const { removals } = await remove({
        config: world.config(),
        store: world.store,
        wish: { ...nothing, ...wish },
        reason: undefined,
        undo,
        build: false,
        log: { info: quiet, warn: quiet, debug: quiet },
        progress: quiet,
        now: Date.now,
      });
      assert.equal(removals.length, 1);
    }
  });
}

describe("removals on the sample homeserver", () => {
  removalPromises(() => sampleStage(rooms));
});

await describeWithSynapse("removals on Synapse", (synapse) => {
  removalPromises(() => synapseStage(synapse, rooms));
});
