import type { EventId } from "#matrix/ids.ts";
import type { LinkFor } from "./inputs.ts";

/** Remembers the events that links on the page lead to: the page changes when one of them goes. */
export function collectingLinks(linkFor: LinkFor = () => undefined): { linkFor: LinkFor; followed: Set<EventId> } {
  const followed = new Set<EventId>();
  return {
    followed,
    linkFor: (target) => {
      const href = linkFor(target);
      if (href !== undefined && target.kind === "event") followed.add(target.eventId);
      return href;
    },
  };
}
