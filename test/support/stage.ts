import type { RoomId, UserId } from "#matrix/ids.ts";
import { openHomeserver } from "#matrix/open-homeserver.ts";
import type { Homeserver } from "#matrix/homeserver.ts";
import { buildRoom } from "#sample/build-room.ts";
import { sampleUserId } from "#sample/sample-ids.ts";
import { startSampleHomeserver, type SampleHomeserver } from "#sample/start-sample-homeserver.ts";
import { roomVerbs, type RoomVerbs } from "./room-verbs.ts";
import { synapseRoom, type NewRoom } from "./synapse-room.ts";
import type { Synapse } from "./synapse.ts";

/** A homeserver of any kind with some rooms on it, for promises that all kinds have to keep. */
export type Stage<Name extends string> = {
  readonly url: string;
  readonly serverName: string;
  readonly readerId: UserId;
  readonly rooms: Readonly<Record<Name, RoomVerbs & { readonly roomId: RoomId }>>;
  readonly token: string;
  /** A client with the reading account's token, or another. */
  readonly open: (token?: string) => Promise<Homeserver>;
  readonly stop: () => Promise<void>;
};

type Rooms<Name extends string> = Readonly<Record<Name, NewRoom>>;

/** The rooms on a real Synapse, which stays up when the stage is stopped. */
export async function synapseStage<Name extends string>(synapse: Synapse, plan: Rooms<Name>): Promise<Stage<Name>> {
  const reader = await synapse.registerReader();
  const rooms = await mapRooms(plan, (options) => synapseRoom(synapse, options));
  return {
    url: synapse.url,
    serverName: synapse.serverName,
    readerId: reader.userId,
    token: reader.token,
    rooms,
    open: (token = reader.token) => openQuietly(synapse.url, token),
    stop: () => Promise.resolve(),
  };
}

/** The same rooms on a sample homeserver of its own, which a test may also change and break past the rooms' verbs. */
export async function sampleStage<Name extends string>(
  plan: Rooms<Name>,
): Promise<Stage<Name> & { readonly server: SampleHomeserver }> {
  const serverName = "tidewater.example";
  const idOf = (name: string): UserId => sampleUserId(`@${name}:${serverName}`);
  const built = await mapRooms(plan, (room, name) => {
    const { creator = "ada", visibility = "shared", alias, name: title = name, topic, version, type } = room;
    const start = buildRoom({
      roomId: version === "12" ? `!${name}` : `!${name}:${serverName}`,
      creator: idOf(creator),
      // As Synapse does it: an account is called by its name until it says otherwise.
      creatorName: creator,
      createdAtMs: Date.UTC(2024, 0, 1),
      visibility,
      name: title,
      ...(alias === undefined ? {} : { alias: `#${alias}:${serverName}` }),
      ...(topic === undefined ? {} : { topic }),
      ...(version === undefined ? {} : { version }),
      ...(type === undefined ? {} : { create: { type } }),
    });
    return Promise.resolve({ room: start.toRoom(), creator: idOf(creator) });
  });
  const entries: readonly { readonly room: ReturnType<ReturnType<typeof buildRoom>["toRoom"]> }[] =
    Object.values(built);
  const server = await startSampleHomeserver({ rooms: entries.map(({ room }) => room) });
  const rooms = await mapRooms(built, ({ room: { roomId }, creator }) => {
    const verbs = roomVerbs({
      creator,
      userFor: (name) => Promise.resolve(idOf(name)),
      put: ({ user, ts, ...event }) => {
        const dated = ts === undefined ? event : { ...event, originServerTs: ts };
        return Promise.resolve(server.send(roomId, { ...dated, sender: user }));
      },
    });
    return Promise.resolve({ roomId, ...verbs });
  });
  return {
    server,
    url: server.url,
    serverName,
    readerId: server.readerId,
    token: server.token,
    rooms,
    open: (token = server.token) => openQuietly(server.url, token),
    stop: () => server.stop(),
  };
}

async function mapRooms<Name extends string, Value, Result>(
  plan: Readonly<Record<Name, Value>>,
  convert: (value: Value, name: string) => Promise<Result>,
): Promise<Record<Name, Result>> {
  const result: Partial<Record<Name, Result>> = {};
  for (const name of Object.keys(plan) as Name[]) result[name] = await convert(plan[name], name);
  return result as Record<Name, Result>;
}

function openQuietly(url: string, token: string): Promise<Homeserver> {
  const quiet = (): void => undefined;
  const log = { info: quiet, warn: quiet, debug: quiet };
  return openHomeserver({ url, token, contact: "mailto:archive@example.org", version: "0.1.0", log });
}
