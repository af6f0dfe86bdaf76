import { stringOr } from "#lib/json.ts";
import type { Log } from "#lib/progress.ts";
import { parseMxcUri, type MxcUri, type UserId } from "#matrix/ids.ts";
import { MatrixApiError } from "#matrix/matrix-api-error.ts";
import { assertNotRemoved, isPersonRemoved } from "./read-removed.ts";
import type { WalkContext } from "./walk.ts";

const batch = 200;

/**
 * Asks for the current display name of senders who never said one in public, one request each and once only. A name that
 * cannot be had is no failure of the crawl: their id is shown.
 */
export async function crawlProfiles(
  { key, roomId, homeserver, store, signal, keep }: WalkContext,
  log: Log,
): Promise<void> {
  for (;;) {
    const users = await store.readSendersWithoutName(key, batch);
    for (const user of users) {
      if (signal?.aborted) return;
      try {
        const isOut = keep.judgePerson(user) === "opted-out" || (await isPersonRemoved(store, user));
        const content = isOut ? undefined : await homeserver.fetchStateContent(roomId, "m.room.member", user);
        await writeName(user, {
          name: stringOr(content?.["displayname"]),
          avatar: parseMxcUri(content?.["avatar_url"]),
        });
      } catch (error) {
        // A room that closed, and a token that is refused, are more than a name that cannot be had.
        const isMore = !(error instanceof MatrixApiError) || error.isDefinite || error.kind === "unauthorized";
        if (isMore) throw error;
        log.warn(`names of ${users.length} senders could not be asked for: ${error.message}`);
        return;
      }
    }
    if (users.length < batch) return;
  }

  function writeName(
    user: UserId,
    { name, avatar }: { readonly name: string | undefined; readonly avatar: MxcUri | undefined },
  ): Promise<void> {
    // Asked again: whom the operator removed meanwhile has no name here. That there is none keeps them from being asked for.
    return store.transaction(async (tx) => {
      await assertNotRemoved(tx, roomId);
      if (await isPersonRemoved(tx, user)) await tx.writeProfile(key, user, undefined);
      else await tx.writeProfile(key, user, name, ...(avatar === undefined ? [] : [avatar]));
    });
  }
}
