import type { EventId } from "#matrix/ids.ts";
import { indexRelations, isShown, type RelationIndex } from "./relation-index.ts";
import type { FoldInput, PlacedEvent, TimelineSender } from "./timeline.ts";

/** What the fold of one item may ask about the rest of its day. */
export type FoldContext = {
  readonly input: FoldInput;
  readonly related: RelationIndex;
  /** An event of the day or one of the targets; undefined when there is none or it may not be shown. */
  readonly find: (eventId: EventId) => PlacedEvent | undefined;
  /** The sender as named just before the event. */
  readonly senderOf: (placed: PlacedEvent) => TimelineSender;
};

export function foldContextFor(input: FoldInput): FoldContext {
  const own = new Map(input.events.map((placed) => [placed.event.eventId, placed]));
  return {
    input,
    related: indexRelations(input),
    find: (eventId) => {
      const placed = own.get(eventId) ?? input.targets.get(eventId);
      return placed !== undefined && isShown(placed) ? placed : undefined;
    },
    senderOf: ({ event, position, network }) => {
      const avatar = input.avatarAt?.(event.sender, position);
      return {
        userId: event.sender,
        displayName: input.nameAt(event.sender, position),
        ...(network === undefined ? {} : { network }),
        ...(avatar === undefined ? {} : { avatar }),
      };
    },
  };
}
