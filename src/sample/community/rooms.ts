import { buildRoom } from "#sample/build-room.ts";
import type { RoomBuilder, RoomStart } from "#sample/build-room.ts";

/** The rooms of the sample community, by the name that its scripts use. */
export type CommunityRoom =
  | "community"
  | "lobby"
  | "workshop"
  | "almanac"
  | "gatherings"
  | "gatherings-new"
  | "stewards";

const mara = "@mara:tidewater.example";
const created = (time: string): number => Date.parse(`2025-11-01T${time}:00Z`);
const powerLevels = {
  "@jonas:tidewater.example": 50,
  "@ines:tidewater.example": 50,
  "@almanac-bot:tidewater.example": 10,
};

const starts: Readonly<Record<CommunityRoom, RoomStart>> = {
  community: {
    roomId: "!kVqTideWaterSpace:tidewater.example",
    alias: "#community:tidewater.example",
    creator: mara,
    name: "Tidewater",
    topic: "People who measure the sea with things they built themselves",
    createdAtMs: created("09:00"),
    create: { type: "m.space" },
  },
  lobby: {
    roomId: "!pWzLobbyAtHighWater:tidewater.example",
    alias: "#lobby:tidewater.example",
    creator: mara,
    name: "Tidewater lobby",
    topic: "Home-built tide gauges: questions, sightings, first steps. Anyone may read along.",
    createdAtMs: created("09:10"),
    powerLevels,
  },
  workshop: {
    roomId: "!nRsWorkshopBench:tidewater.example",
    alias: "#workshop:tidewater.example",
    creator: mara,
    name: "Workshop",
    topic: "Sensors, housings and the Ebb firmware",
    createdAtMs: created("09:20"),
    powerLevels,
  },
  almanac: {
    roomId: "!cMxAlmanacTables:tidewater.example",
    alias: "#almanac:tidewater.example",
    creator: mara,
    name: "Almanac",
    topic: "Readings, formats, and the mathematics of the tide",
    createdAtMs: created("09:30"),
    powerLevels,
  },
  gatherings: {
    roomId: "!hJdGatherings:tidewater.example",
    creator: mara,
    name: "Gatherings",
    topic: "Beach walks, open workshops, the summer camp",
    createdAtMs: created("09:40"),
    powerLevels,
  },
  "gatherings-new": {
    // Room version 12: the id is the create event's and names no server.
    roomId: "!Zt4vG0mB2yq8sQf1uKxw7LrHc9dJe3nPaT5iVoYbW6E",
    alias: "#gatherings:tidewater.example",
    creator: mara,
    name: "Gatherings",
    topic: "Beach walks, open workshops, the summer camp",
    createdAtMs: Date.parse("2026-06-28T18:19:50Z"),
    version: "12",
    create: { predecessor: { room_id: "!hJdGatherings:tidewater.example" } },
  },
  stewards: {
    roomId: "!bQyStewards:tidewater.example",
    alias: "#stewards:tidewater.example",
    creator: mara,
    name: "Stewards",
    topic: "For those who look after the rooms",
    visibility: "shared",
    createdAtMs: created("09:50"),
    powerLevels,
  },
};

/** One empty room of each, with the space naming those that are open to all. */
export function startCommunityRooms(): Readonly<Record<CommunityRoom, RoomBuilder>> {
  const entries = Object.entries(starts).map(
    ([name, start]) => [name, buildRoom({ creatorName: "Mara", ...start })] as const,
  );
  const rooms = Object.fromEntries(entries) as Record<CommunityRoom, RoomBuilder>;
  for (const [index, name] of (["lobby", "workshop", "almanac", "gatherings"] as const).entries()) {
    rooms.community.add({
      type: "m.space.child",
      sender: mara,
      stateKey: starts[name].roomId,
      content: { via: ["tidewater.example"], order: String(index + 1), suggested: name === "lobby" },
    });
  }
  return rooms;
}
