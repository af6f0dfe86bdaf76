import type { Config } from "#config/config.ts";
import { listPublishedRooms, type PublishedRoom } from "#archive/published-rooms.ts";
import { titleFor } from "#archive/room-info.ts";
import type { Store } from "#store/store.ts";
import { BuildError } from "./build-error.ts";

export type FixedRooms = {
  /** The rooms to show, in the configured order. */
  readonly rooms: readonly PublishedRoom[];
  /** Slugs that were published once and are not now: nothing of theirs may stay. */
  readonly withdrawn: readonly string[];
  /** All slugs that were ever published, those of `rooms` too. */
  readonly everPublished: readonly string[];
};

/**
 * Fixes slug and title of rooms that are published for the first time.
 * Throws `BuildError` when the configuration gives a published room another slug.
 */
export async function fixSlugs(config: Config, store: Store): Promise<FixedRooms> {
  const fixed = await store.readPublishedSlugs();
  const rooms = await listPublishedRooms(store, config);
  for (const { record, config: room } of rooms) {
    const slug = fixed.get(record.roomId)?.slug;
    if (slug !== undefined && slug !== room.slug) throw new BuildError(changedSlug(room.room, slug, room.slug));
  }
  const fresh = rooms.filter(({ record }) => !fixed.has(record.roomId));
  await store.decide(
    fresh.map((published) => ({
      kind: "slug",
      room: published.record.roomId,
      slug: published.config.slug,
      title: titleFor(published.config, published.rooms[0].record),
    })),
  );
  const shown = new Set(rooms.map(({ config: room }) => room.slug));
  const published = [...fixed.values()].map(({ slug }) => slug);
  return {
    rooms: fresh.length === 0 ? rooms : await listPublishedRooms(store, config),
    withdrawn: published.filter((slug) => !shown.has(slug)),
    everPublished: [...new Set([...published, ...shown])],
  };
}

function changedSlug(room: string, published: string, configured: string): string {
  return `The room ${room} was published as "${published}", and the configuration now calls it "${configured}". Published addresses must keep working: write "slug: ${published}" for this room.`;
}
