import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Homeserver } from "#matrix/homeserver.ts";
import { MatrixApiError } from "#matrix/matrix-api-error.ts";
import { openHomeserver } from "#matrix/open-homeserver.ts";
import { synapseRoom } from "../support/synapse-room.ts";
import type { Synapse } from "../support/synapse.ts";
import { eventOf } from "../support/walk-history.ts";

/** What only a real server can show: accounts that are erased, that leave or log out, and its own "slow down". */
export function synapsePromises(synapse: Synapse): void {
  const open = (token: string, lines: string[] = []): Promise<Homeserver> => {
    const write = (line: string): void => {
      lines.push(line);
    };
    const log = { info: write, warn: write, debug: write };
    return openHomeserver({ url: synapse.url, token, contact: "mailto:archive@example.org", version: "0.1.0", log });
  };

  describe("what only a real server shows", () => {
    test("the words of an erased person come back empty, without any redaction (T2)", async () => {
      const room = await synapseRoom(synapse, { visibility: "world_readable" });
      const eve = await synapse.registerReader();
      const said = await room.text("forget me", { by: eve.userId, at: "2024-03-05T09:00" });
      const homeserver = await open((await synapse.registerReader()).token);
      assert.equal(eventOf(await homeserver.fetchEvent(room.roomId, said)).redacted, false);

      const identifier = { type: "m.id.user", user: eve.userId };
      const auth = { type: "m.login.password", identifier, password: eve.password };
      const body = { erase: true, auth };
      await synapse.request("POST", "/_matrix/client/v3/account/deactivate", { body, token: eve.token });
      const deadline = Date.now() + 10_000;
      let event = eventOf(await homeserver.fetchEvent(room.roomId, said));
      while (event.content["body"] !== undefined && Date.now() < deadline) {
        await sleep(100);
        event = eventOf(await homeserver.fetchEvent(room.roomId, said));
      }
      assert.deepEqual([event.redacted, event.content], [false, {}]);
      const page = await homeserver.fetchMessages(room.roomId, { limit: 50, direction: "backward" });
      const redactions = page.events.filter(
        (parsed) => parsed.kind === "event" && parsed.event.type === "m.room.redaction",
      );
      assert.equal(redactions.length, 0);
    });

    test("an account that was in a room still reads its old view, and that is noticed (T6)", async () => {
      const room = await synapseRoom(synapse, { visibility: "shared" });
      const guest = await synapse.registerReader();
      const own = { by: guest.userId, key: guest.userId };
      await room.state("m.room.member", { membership: "join" }, own);
      await room.text("among ourselves");
      await room.state("m.room.member", { membership: "leave" }, own);
      const asGuest = await open(guest.token);
      const page = await asGuest.fetchMessages(room.roomId, { limit: 50, direction: "backward" });
      assert.ok(page.readAsMember);
      assert.equal((await asGuest.fetchRoomSummary(room.roomId))?.worldReadable, false);
    });

    test("its 429 is obeyed: more space pages than its limit allows all arrive", async () => {
      const space = await synapseRoom(synapse, { visibility: "world_readable", type: "m.space" });
      const lines: string[] = [];
      const { token } = await synapse.registerReader();
      // Several clients of one account, so that the limit is met on a slow machine too.
      const clients = await Promise.all(Array.from({ length: 4 }, () => open(token, lines)));
      const isMet = (): boolean => lines.some((line) => line.startsWith("rate-limited"));
      for (let round = 0; round < 40 && !isMet(); round += 1) {
        const pages = await Promise.all(clients.map((client) => Array.fromAsync(client.fetchHierarchy(space.roomId))));
        assert.deepEqual(
          pages.map((page) => page.length),
          [1, 1, 1, 1],
        );
      }
      assert.match(lines.join("\n"), /rate-limited at rooms\/.+\/hierarchy, asking again in \d+ s/);
    });

    test("a token that was logged out is unauthorized", async () => {
      const account = await synapse.registerReader();
      const homeserver = await open(account.token);
      await homeserver.fetchWhoami();
      await synapse.request("POST", "/_matrix/client/v3/logout", { body: {}, token: account.token });
      await assert.rejects(
        homeserver.fetchWhoami(),
        (error) =>
          error instanceof MatrixApiError && error.kind === "unauthorized" && error.errcode === "M_UNKNOWN_TOKEN",
      );
    });

    test("a page may lead on to one that is empty: only the absence of `end` is the end", async () => {
      const room = await synapseRoom(synapse, { visibility: "world_readable" });
      const homeserver = await open((await synapse.registerReader()).token);
      await room.text("only one");
      const page = await homeserver.fetchMessages(room.roomId, { limit: 5000, direction: "backward" });
      assert.ok(page.events.length >= 2 && page.end !== undefined);
      const after = await homeserver.fetchMessages(room.roomId, { from: page.end, limit: 5000, direction: "backward" });
      assert.deepEqual([after.events, after.end], [[], undefined]);
    });
  });
}
