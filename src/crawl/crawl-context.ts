import type { VisibilityGrant } from "#matrix/visibility-grant.ts";
import type { RoomRecord } from "#store/records.ts";
import type { CheckedRoom } from "./check-room.ts";
import type { RoomCrawl } from "./crawl-room.ts";
import { ghostRulesFor, type GhostRules } from "./ghost-share.ts";
import type { WalkContext } from "./walk.ts";

export type OpenRoom = {
  readonly record: RoomRecord;
  readonly grantNow: VisibilityGrant;
  readonly now: CheckedRoom["now"];
};

/** What every walk through a room needs to know of it. */
export function contextFor(crawl: RoomCrawl, { record: { key, roomId }, grantNow, now }: OpenRoom): WalkContext {
  const { homeserver, store, crawlStartMs, pageLimit, tally, signal, progress, room } = crawl;
  const onPage = () => progress({ subject: room.slug, done: tally.seen, total: undefined, unit: "events" });
  const { judgePerson } = crawl;
  const keep = { judgePerson, offRecord: room.offRecord, mayRedact: now?.mayRedact ?? (() => false) };
  const ghosts = ghostsIn(crawl, now);
  return { key, roomId, grantNow, keep, ghosts, homeserver, store, crawlStartMs, pageLimit, tally, signal, onPage };
}

/** The rules over people of bridged networks, by the state in force. */
export function ghostsIn({ store, room, config }: RoomCrawl, now: CheckedRoom["now"]): GhostRules {
  return ghostRulesFor(store, room, { state: now?.state ?? {}, optOut: config.publication.optOut });
}
