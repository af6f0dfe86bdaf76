import assert from "node:assert/strict";
import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { JsonObject } from "#lib/json.ts";
import type { EventId, RoomId, UserId } from "#matrix/ids.ts";
import { synapseSharedSecret } from "./synapse-configuration.ts";
import type { Synapse } from "./synapse.ts";

/** What only the people who run a homeserver can do to it. Each is done when it returns. */
export type SynapseAdmin = {
  /** Closes an account for good, and with it what it said. */
  readonly erase: (user: UserId) => Promise<void>;
  /** Keeps a file from everybody, or lets them have it again. */
  readonly quarantine: (mxc: string, isQuarantined?: boolean) => Promise<void>;
  /** Takes everything before an event out of a room's history. */
  readonly purgeBefore: (room: RoomId, event: EventId) => Promise<void>;
};

/** Registers an administrator of a running Synapse. */
export async function synapseAdmin({ request }: Synapse): Promise<SynapseAdmin> {
  const path = "/_synapse/admin/v1/register";
  const nonce = textOf(await request("GET", path, { token: "" }), "nonce");
  const [username, password] = [`admin-${randomUUID().slice(0, 8)}`, randomUUID()];
  const signed = [nonce, username, password, "admin"].join("\0");
  const mac = createHmac("sha1", synapseSharedSecret).update(signed).digest("hex");
  const body = { nonce, username, password, admin: true, mac };
  const token = textOf(await request("POST", path, { token: "", body }), "access_token");

  return {
    erase: async (user) => {
      const address = `/_synapse/admin/v1/deactivate/${encodeURIComponent(user)}`;
      await request("POST", address, { token, body: { erase: true } });
    },
    quarantine: async (mxc, isQuarantined = true) => {
      const [verb, file] = [isQuarantined ? "quarantine" : "unquarantine", mxc.slice("mxc://".length)];
      await request("POST", `/_synapse/admin/v1/media/${verb}/${file}`, { token, body: {} });
    },
    purgeBefore: async (room, event) => {
      const address = `/_synapse/admin/v1/purge_history/${encodeURIComponent(room)}/${encodeURIComponent(event)}`;
      const purge = textOf(await request("POST", address, { token, body: { delete_local_events: true } }), "purge_id");
      const progress = `/_synapse/admin/v1/purge_history_status/${purge}`;
      for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(100)) {
        const { status } = await request("GET", progress, { token });
        if (status === "complete") return;
        assert.equal(status, "active");
      }
      assert.fail("the history was not purged in half a minute");
    },
  };
}

function textOf(answer: JsonObject, key: string): string {
  const text = answer[key];
  assert.ok(typeof text === "string", `no ${key} in ${JSON.stringify(answer)}`);
  return text;
}
