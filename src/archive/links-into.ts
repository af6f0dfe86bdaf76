import type { LinkFor } from "#view/inputs.ts";
import { hrefFor, roomPath } from "#view/urls.ts";
import type { PublishedRoom } from "./published-rooms.ts";

/** Links to rooms of this archive lead inside; what names an event leads out, where a client shows the very event. */
export function linksInto(siteUrl: string, rooms: readonly PublishedRoom[]): LinkFor {
  const slugs = new Map<string, string>();
  for (const { config, rooms: shown, info } of rooms) {
    const ids = [
      config.room,
      info.alias,
      ...shown.flatMap(({ record }) => [record.roomId, record.state.canonicalAlias]),
    ];
    for (const id of ids) if (id !== undefined) slugs.set(id, config.slug);
  }
  return (target) => {
    const slug = target.kind === "room" ? slugs.get(target.room) : undefined;
    return slug === undefined ? undefined : hrefFor(siteUrl, roomPath(slug));
  };
}
