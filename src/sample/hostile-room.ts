import { buildRoom } from "./build-room.ts";
import { hostilePlaces } from "./hostile-places.ts";
import * as send from "./new-event.ts";
import type { SampleRoom } from "./sample-room.ts";

export type HostileRoomOptions = {
  /** Localpart of the room's id and alias. */
  readonly name: string;
  readonly texts: readonly string[];
  readonly startMs: number;
  /** Names of places, as in `hostilePlaces`; default: all. */
  readonly places?: readonly string[];
  /** Puts each text into every third place only, beginning with this one: the turns 0, 1 and 2 are all. Default: into each. */
  readonly turn?: number;
};

const speaker = "@ada:tidewater.example";
const guest = "@ben:tidewater.example";

/**
 * A world-readable room in which each text is put into every place that a stranger can write to. At the end the first of the texts is the
 * room's name and topic and its speaker's name.
 */
export function hostileRoom({ name, texts, startMs, places, turn }: HostileRoomOptions): SampleRoom {
  const server = "tidewater.example";
  const room = buildRoom({
    roomId: `!${name}:${server}`,
    alias: `#${name}:${server}`,
    creator: speaker,
    name,
    createdAtMs: startMs,
    powerLevels: { [guest]: 100 },
  });
  const puts = [...hostilePlaces({ speaker, guest })].filter(([place]) => places?.includes(place) ?? true);
  for (const [nth, text] of texts.entries()) {
    for (const [place, [, put]] of puts.entries()) {
      if (turn === undefined || (nth + place) % 3 === turn % 3) put(text, room.add);
    }
  }
  const [last = ""] = texts;
  room.add(send.stateFrom(speaker, "m.room.name", { name: last }));
  room.add(send.stateFrom(speaker, "m.room.topic", { topic: last }));
  room.add(send.memberFrom(speaker, last));
  room.add(send.textFrom(speaker, last));
  return room.toRoom();
}
