import type { Store } from "#store/store.ts";
import type { BenchRoom } from "./bench-room.ts";
import { eventsOfDay, isQuiet, lateEdit, lateMessage } from "./day-events.ts";
import { readRoomKey } from "./fill-store.ts";

/**
 * What a night brings: to four days a message more, to four old ones an edit of what was said, and two days whose only message
 * is taken back, so that they vanish. Ten days of the first room; each `round` takes others.
 */
export async function changeTenDays(store: Store, rooms: readonly BenchRoom[], round: number): Promise<void> {
  const [room] = rooms;
  if (room === undefined) throw new Error("There is no room to change");
  const key = await readRoomKey(store, room);
  const days = Array.from({ length: room.dayCount }, (_, day) => day);
  const busy = days.filter((day) => !isQuiet(day)).slice(8 * round);
  const late = busy.slice(-4).map((day) => lateMessage(room, day, `late-${round}`));
  const edits = busy.slice(0, 4).map((day) => lateEdit(room, day));
  const emptied = days.filter(isQuiet).slice(2 * round, 2 * round + 2);
  if (emptied.length < 2) throw new Error(`${room.dayCount} days a room are too few to change them ${round + 1} times`);
  await store.transaction(async (tx) => {
    await tx.writeEvents(key, [...late, ...edits]);
    await tx.writeRedactions(
      key,
      emptied
        .flatMap((day) => eventsOfDay(room, day))
        .map(({ event }) => ({
          eventId: event.eventId,
          redactedAtMs: event.originServerTs + 1000,
        })),
    );
  });
}
