import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { RoomId, UserId } from "#matrix/ids.ts";
import { sampleCommunity } from "./community/sample-community.ts";
import { createRequestListener } from "./request-listener.ts";
import type { RequestLogEntry } from "./request-listener.ts";
import { createFaultChooser } from "./choose-fault.ts";
import type { Faults } from "./faults.ts";
import { createRoomEditor } from "./room-editor.ts";
import type { RoomEditor } from "./room-editor.ts";
import { RoomLog } from "./room-log.ts";
import { sampleUserId } from "./sample-ids.ts";
import type { SampleRoom } from "./sample-room.ts";
import type { SampleWorld } from "./sample-world.ts";

export type SampleHomeserver = RoomEditor & {
  /** `http://127.0.0.1:<port>`, without trailing slash. */
  readonly url: string;
  /** The reading account's access token; no other is accepted. */
  readonly token: string;
  readonly serverName: string;
  readonly readerId: UserId;
  readonly rooms: readonly SampleRoom[];
  /** What is wrong at the moment. Setting it starts all its counts anew. */
  faults: Faults;
  /** Every request since the start, oldest first. */
  readonly requestLog: readonly RequestLogEntry[];
  /** Breaks open connections and closes the port. */
  stop(): Promise<void>;
};

export type SampleHomeserverOptions = {
  /** 0, the default: any free one. */
  readonly port?: number;
  readonly host?: string;
  /** Default: the sample community. */
  readonly rooms?: readonly SampleRoom[];
  readonly faults?: Faults;
};

const serverName = "tidewater.example";
const token = "sample-reader-token-not-a-secret";

/**
 * Starts a small homeserver on loopback that answers a reading account as Synapse does, leak traps included, and that can be
 * told to misbehave. It knows GET only: nothing sent over HTTP changes a room.
 */
export async function startSampleHomeserver({
  port = 0,
  host = "127.0.0.1",
  rooms = sampleCommunity().rooms,
  faults: initialFaults = {},
}: SampleHomeserverOptions = {}): Promise<SampleHomeserver> {
  const readerId = sampleUserId(`@reader:${serverName}`);
  const logs = new Map<string, RoomLog>(rooms.map((room) => [room.roomId, new RoomLog(room.roomId, room.events)]));
  const aliases = new Map<string, RoomId>(
    rooms.flatMap(({ roomId, aliases: names }) => names.map((alias) => [alias, roomId] as const)),
  );
  const requestLog: RequestLogEntry[] = [];
  let faults = initialFaults;
  let chooseFault = createFaultChooser(faults);
  let messagesPages = 0;
  const server = createServer();
  const world: SampleWorld = {
    serverName,
    readerId,
    token,
    logs,
    aliases,
    baseUrl: () => `http://${host}:${(server.address() as AddressInfo).port}`,
    nowMs: () => Date.now() + (faults.clockSkewMs ?? 0),
    faults: () => faults,
    countMessagesPage: () => (messagesPages += 1),
  };
  server.on(
    "request",
    createRequestListener(world, { log: requestLog, chooseFault: (request) => chooseFault(request) }),
  );
  server.listen(port, host);
  await once(server, "listening");
  return {
    ...createRoomEditor(logs, aliases),
    url: world.baseUrl(),
    token,
    serverName,
    readerId,
    rooms,
    requestLog,
    get faults() {
      return faults;
    },
    set faults(next) {
      faults = next;
      chooseFault = createFaultChooser(next);
      messagesPages = 0;
    },
    async stop() {
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
