import type { HierarchyRoom } from "./homeserver.ts";
import type { RoomId } from "./ids.ts";
import { parseHierarchyPage } from "./parse-answers.ts";
import type { Requester } from "./requester.ts";

/** Rooms on one page; Synapse gives no more. */
const pageSize = 50;

/**
 * A space and the rooms under it, page by page (MSC2946, v1.2). A room is given once, however many parents it has; a server that hands
 * out the same page token twice is at its end.
 */
export async function* fetchHierarchy(
  { request, unusable }: Pick<Requester, "request" | "unusable">,
  spaceId: RoomId,
  { maxDepth }: { maxDepth?: number } = {},
): AsyncIterable<HierarchyRoom> {
  const seenRooms = new Set<RoomId>();
  const seenTokens = new Set<string>();
  let from: string | undefined;
  do {
    const query = { limit: pageSize, max_depth: maxDepth, from };
    const { json } = await request("hierarchy", { values: { room: spaceId }, query });
    const page = parseHierarchyPage(json);
    if (page === undefined) throw unusable("hierarchy", "it has no list of rooms");
    for (const room of page.rooms) {
      if (seenRooms.has(room.roomId)) continue;
      seenRooms.add(room.roomId);
      yield room;
    }
    from = page.nextBatch;
    if (from !== undefined && seenTokens.has(from)) return;
    if (from !== undefined) seenTokens.add(from);
  } while (from !== undefined);
}
