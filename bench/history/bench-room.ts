import { addDays, type CalendarDay } from "#lib/calendar-day.ts";
import type { EventId, RoomId, UserId } from "#matrix/ids.ts";
import type { VisibilityGrant } from "#matrix/visibility-grant.ts";
import { sampleEventId, sampleRoomId, sampleUserId } from "#sample/sample-ids.ts";

/** A room whose days are computed from its number: the same numbers give the same words. */
export type BenchRoom = {
  readonly slug: string;
  readonly alias: string;
  readonly roomId: RoomId;
  readonly seed: number;
  readonly firstDay: CalendarDay;
  readonly dayCount: number;
  readonly grant: VisibilityGrant;
};

/** Every room's last day: six weeks into a year, so that search has months of the current year and closed years. */
export const lastDay = "2025-02-14" as CalendarDay;

export const people: readonly UserId[] = Array.from({ length: 24 }, (_, index) =>
  sampleUserId(`@person${index + 1}:bench.example`),
);

/** About 2,000 days a room, two rooms at least. */
export function benchRooms(pages: number): readonly BenchRoom[] {
  const count = Math.max(2, Math.round(pages / 2000));
  return Array.from({ length: count }, (_, index) => benchRoom(index + 1, Math.ceil(pages / count)));
}

export function dayAt({ firstDay }: BenchRoom, index: number): CalendarDay {
  return addDays(firstDay, index);
}

/** The id of something that was sent on a day of a room. */
export function eventIdFor({ seed }: Pick<BenchRoom, "seed">, day: number, name: string): EventId {
  return sampleEventId(`$${`${seed}-${day}-${name}`.padEnd(40, "x")}`);
}

function benchRoom(seed: number, dayCount: number): BenchRoom {
  const firstDay = addDays(lastDay, 1 - dayCount);
  return {
    slug: `room-${seed}`,
    alias: `#room-${seed}:bench.example`,
    roomId: sampleRoomId(`!room${seed}:bench.example`),
    seed,
    firstDay,
    dayCount,
    grant: {
      eventId: eventIdFor({ seed }, 0, "visibility"),
      visibility: "world_readable",
      sender: sampleUserId("@person1:bench.example"),
      originServerTs: Date.parse(firstDay) - 120_000,
    },
  };
}
