import assert from "node:assert/strict";
import type { Homeserver } from "#matrix/homeserver.ts";
import type { RoomId } from "#matrix/ids.ts";
import { MatrixApiError, type MatrixFailure } from "#matrix/matrix-api-error.ts";
import type { ParsedEvent, RoomEvent } from "#matrix/room-event.ts";

/** All events of a room in the server's order, page by page until one has no end. */
export async function walkHistory(
  homeserver: Homeserver,
  roomId: RoomId,
  { limit = 1000, direction = "backward" }: { limit?: number; direction?: "backward" | "forward" } = {},
): Promise<readonly RoomEvent[]> {
  const events: RoomEvent[] = [];
  let from: string | undefined;
  do {
    const page = await homeserver.fetchMessages(roomId, { from, limit, direction });
    events.push(...page.events.map(eventOf));
    from = page.end;
  } while (from !== undefined);
  return events;
}

export function eventOf(parsed: ParsedEvent | undefined): RoomEvent {
  assert.ok(parsed?.kind === "event", JSON.stringify(parsed));
  return parsed.event;
}

/** The words of the messages among some events, in their order. */
export function bodiesOf(events: readonly RoomEvent[]): readonly unknown[] {
  return events
    .filter(({ type, redacted }) => type === "m.room.message" && !redacted)
    .map(({ content }) => content["body"]);
}

/** What a request failed with, which has to be of this kind. */
export async function failureOf(ask: Promise<unknown>, kind: MatrixFailure): Promise<MatrixApiError> {
  const error: unknown = await ask.then(
    () => assert.fail("it was answered"),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof MatrixApiError, String(error));
  assert.equal(error.kind, kind, error.message);
  return error;
}
