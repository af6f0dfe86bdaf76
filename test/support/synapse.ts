import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseUserId, type UserId } from "#matrix/ids.ts";
import { isJsonObject, type JsonObject } from "#lib/json.ts";
import { freePort } from "./free-port.ts";
import { synapseFiles, synapseServerName } from "./synapse-configuration.ts";
import { isAlive, synapsePython } from "./synapse-environment.ts";

/** A running homeserver with the means to fill it; `synapseRoom` makes rooms on it. */
export type Synapse = {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  readonly serverName: string;
  /** Of an application service that may act as any account and date what it sends. */
  readonly asToken: string;
  /** Any request to the server, by default as the application service. Throws unless the answer is 200. */
  readonly request: (method: "GET" | "POST" | "PUT", path: string, options?: SynapseRequest) => Promise<JsonObject>;
  /** Makes `@name:hs.test` unless it is there. */
  readonly createUser: (name: string) => Promise<UserId>;
  /** A fresh ordinary account that is in no room. */
  readonly registerReader: () => Promise<SynapseAccount>;
  readonly stop: () => Promise<void>;
};

export type SynapseAccount = { readonly userId: UserId; readonly token: string; readonly password: string };

export type SynapseRequest = {
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: JsonObject;
  /** Default: the application service's; "" for none. */
  readonly token?: string;
};

/**
 * Starts Synapse on a free loopback port with an empty database in a temporary folder. It ends with `stop` or with this process, whatever
 * ends that. Throws `SynapseMissing` where it cannot be had. `extra`: further lines of configuration.
 */
export async function startSynapse({ extra = "" }: { extra?: string } = {}): Promise<Synapse> {
  const python = await synapsePython();
  const folder = await mkdtemp(join(tmpdir(), "daybook-synapse-"));
  const port = await freePort();
  const asToken = `as-${randomUUID()}`;
  for (const [name, text] of Object.entries(synapseFiles({ port, asToken, extra })))
    await writeFile(join(folder, name), text);
  const server = await runSynapse(python, folder);
  const url = `http://127.0.0.1:${port}`;
  await waitUntilReady(url, server.processId, folder);

  const request: Synapse["request"] = async (method, path, { query = {}, body, token = asToken } = {}) => {
    const address = new URL(url + path);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) address.searchParams.set(name, String(value));
    const response = await fetch(address, {
      method,
      headers: token === "" ? {} : { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const json: unknown = await response.json();
    assert.ok(response.ok && isJsonObject(json), `${method} ${path}: ${response.status} ${JSON.stringify(json)}`);
    return json;
  };

  const users = new Map<string, Promise<UserId>>();
  async function register(name: string): Promise<UserId> {
    const body = { type: "m.login.application_service", username: name, inhibit_login: true };
    return userIdOf(await request("POST", "/_matrix/client/v3/register", { body }));
  }

  return {
    url,
    serverName: synapseServerName,
    asToken,
    request,
    createUser: (name) => {
      const user = users.get(name) ?? register(name);
      users.set(name, user);
      return user;
    },
    registerReader: async () => {
      const username = `reader-${randomUUID().slice(0, 8)}`;
      const password = randomUUID();
      const body = { username, password, auth: { type: "m.login.dummy" } };
      const account = await request("POST", "/_matrix/client/v3/register", { body, token: "" });
      const token = account["access_token"];
      assert.ok(typeof token === "string");
      return { userId: userIdOf(account), token, password };
    },
    stop: server.stop,
  };
}

function userIdOf(account: JsonObject): UserId {
  const userId = parseUserId(account["user_id"]);
  assert.ok(userId !== undefined, `no user id in ${JSON.stringify(account)}`);
  return userId;
}

/** Its input is tied to our process: when that ends, even by SIGKILL, `cat` returns, and server and folder go. */
const guard = `"$0" -m synapse.app.homeserver -c homeserver.yaml >start.log 2>&1 & child=$!
echo $child; cat >/dev/null; kill -9 $child; wait $child; cd /; rm -rf "$1"`;

async function runSynapse(python: string, folder: string): Promise<{ processId: number; stop: () => Promise<void> }> {
  const shell = spawn("sh", ["-c", guard, python, folder], {
    cwd: folder,
    stdio: ["pipe", "pipe", "ignore"],
    detached: true,
  });
  const ended = once(shell, "exit");
  const [line] = (await once(shell.stdout, "data")) as [Buffer];
  shell.unref();
  return {
    processId: Number(line.toString().trim()),
    stop: async () => {
      shell.ref();
      shell.stdin.end();
      await ended;
    },
  };
}

async function waitUntilReady(url: string, processId: number, folder: string): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(100)) {
    if (!isAlive(processId)) break;
    const health = await fetch(`${url}/health`).catch(() => undefined);
    if (health?.ok === true) return;
  }
  const logs = ["start.log", "hs.log"].map((name) => readFile(join(folder, name), "utf8").catch(() => ""));
  throw new Error(`Synapse did not start: ${(await Promise.all(logs)).join("\n").slice(-2000)}`);
}
