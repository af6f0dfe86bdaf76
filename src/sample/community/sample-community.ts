import { memberFrom, textFrom } from "#sample/new-event.ts";
import type { SampleRoom } from "#sample/sample-room.ts";
import { startCommunityRooms } from "./rooms.ts";

/** The sample community: its rooms, the space included. */
export type SampleCommunity = { readonly rooms: readonly SampleRoom[] };

export function sampleCommunity(): SampleCommunity {
  const rooms = startCommunityRooms();
  for (const [name, room] of Object.entries(rooms)) {
    if (name === "community") continue;
    room.add(memberFrom("@mara:tidewater.example", "Mara"));
    room.add(textFrom("@mara:tidewater.example", "The first gauge is in the water."));
  }
  return { rooms: Object.values(rooms).map((room) => room.toRoom()) };
}
