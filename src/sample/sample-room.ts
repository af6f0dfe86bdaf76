import type { RoomAlias, RoomId } from "#matrix/ids.ts";
import type { EventSource } from "./sample-event.ts";

/** A room of the sample homeserver. What it is (name, visibility, space or not) is said by its state events alone. */
export type SampleRoom = {
  readonly roomId: RoomId;
  /** What the room directory knows; may differ from the room's own canonical alias. */
  readonly aliases: readonly RoomAlias[];
  readonly events: EventSource;
};
