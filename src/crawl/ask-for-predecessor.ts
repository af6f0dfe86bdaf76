import type { Homeserver } from "#matrix/homeserver.ts";
import type { RoomId } from "#matrix/ids.ts";
import { MatrixApiError } from "#matrix/matrix-api-error.ts";
import { predecessorNamedBy, predecessorTypes } from "#matrix/upgrade-links.ts";

/**
 * The room that another one names as its predecessor, by its state in force: undefined where it names none. The messages of a room that
 * nobody listed are not asked for. Throws `MatrixApiError` only when the token is refused.
 */
export async function askForPredecessor(
  homeserver: Pick<Homeserver, "fetchStateContent">,
  roomId: RoomId,
): Promise<RoomId | undefined | "unreadable"> {
  try {
    for (const type of predecessorTypes) {
      const content = await homeserver.fetchStateContent(roomId, type, "");
      const named = content && predecessorNamedBy(type, content);
      if (named !== undefined) return named;
    }
    return undefined;
  } catch (error) {
    if (error instanceof MatrixApiError && error.kind !== "unauthorized") return "unreadable";
    throw error;
  }
}
