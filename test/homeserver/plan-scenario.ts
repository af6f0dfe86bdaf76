import { parseConfig } from "#config/parse-config.ts";
import type { Config } from "#config/config.ts";
import type { Homeserver } from "#matrix/homeserver.ts";
import { planArchive } from "#operations/plan-archive.ts";
import type { PlanReport, PlannedRoom } from "#operations/plan-report.ts";
import type { Stage } from "../support/stage.ts";
import type { NewRoom } from "../support/synapse-room.ts";

/** The rooms that the promises of `plan` are about. */
export const planRooms = {
  /** Open from the first event on. */
  harbour: {
    visibility: "world_readable",
    alias: "harbour",
    name: "Harbour",
    topic: "Archive: chat.example.org/harbour",
  },
  /** Was opened in June. */
  attic: { visibility: "shared", alias: "attic", name: "Attic" },
  closed: { visibility: "shared", alias: "lounge", name: "Staff lounge" },
  encrypted: { visibility: "world_readable", name: "Vault" },
  /** The reading account is in it. */
  joined: { visibility: "world_readable", name: "Joined" },
  bridged: { visibility: "world_readable", name: "Bridge head" },
  space: { visibility: "world_readable", alias: "everything", name: "Everything", type: "m.space" },
  /** Only those who are invited know of it. */
  cabin: { visibility: "shared", name: "Captain's cabin" },
  /** A room of the space that the configuration does not list. */
  garden: { visibility: "world_readable", alias: "garden", name: "Garden" },
  /** The same, but nobody outside may read it. */
  pantry: { visibility: "shared", name: "Pantry" },
} as const satisfies Readonly<Record<string, NewRoom>>;

export type PlanStage = Stage<keyof typeof planRooms>;

export async function playPlanScenario({ rooms, readerId, serverName }: PlanStage): Promise<void> {
  const { harbour, attic, encrypted, joined, bridged, space, cabin, garden, pantry } = rooms;
  await harbour.text("first", { at: "2024-03-05T09:00" });
  await harbour.text("from the far future", { at: 2 ** 53 - 1 });
  await harbour.text("last", { at: "2024-05-10T09:00" });

  await attic.text("among ourselves", { at: "2024-02-01T09:00" });
  await attic.text("still among ourselves", { at: "2024-05-30T09:00" });
  await attic.visibility("world_readable", { at: "2024-06-10T09:00" });
  await attic.text("hello world", { at: "2024-07-01T09:00" });

  await encrypted.state("m.room.encryption", { algorithm: "m.megolm.v1.aes-sha2" });
  await joined.state("m.room.member", { membership: "join" }, { by: readerId, key: readerId });
  const protocol = { id: "irc", displayname: "IRC" };
  const network = { id: "tide", displayname: "TideNet" };
  await bridged.state("m.bridge", { bridgebot: "@bot:example.org", protocol, network }, { key: "tide" });

  await cabin.state("m.room.join_rules", { join_rule: "invite" });
  for (const { roomId } of [harbour, cabin, garden, pantry])
    await space.state("m.space.child", { via: [serverName] }, { key: roomId });
}

/** The configuration with these entries, as `daybook.yaml` would have them. */
export function planConfig(
  url: string,
  rooms: readonly (Readonly<Record<string, unknown>> & { readonly room: string })[],
  spaces: readonly string[] = [],
): Config {
  const text = JSON.stringify({
    site: { url: "https://chat.example.org/", title: "Chat", contact: "mailto:archive@example.org" },
    homeserver: { url },
    rooms: rooms.map((room, index) => ({ slug: `room-${index}`, ...room })),
    spaces: spaces.map((space) => ({ space })),
  });
  return parseConfig(text, { file: "daybook.yaml", folder: "/nowhere", readText: () => "" });
}

/** After everything that tests date, real servers' own clocks included. */
const nowMs = Date.UTC(2040, 0, 1);

export async function planOf(config: Config, homeserver: Homeserver): Promise<PlanReport> {
  const quiet = (): void => undefined;
  const log = { info: quiet, warn: quiet, debug: quiet };
  return planArchive({ config, homeserver, log, progress: quiet, now: () => nowMs });
}

/** What a plan says of one room with this entry. */
export async function planOfRoom(
  { url, open }: Pick<PlanStage, "url" | "open">,
  room: Readonly<Record<string, unknown>> & { readonly room: string },
): Promise<PlannedRoom> {
  const { rooms } = await planOf(planConfig(url, [room]), await open());
  if (rooms[0] === undefined) throw new Error("The plan names no room");
  return rooms[0];
}
