import type { Homeserver, MessagesPage } from "#matrix/homeserver.ts";
import type { RoomId } from "#matrix/ids.ts";
import { MatrixApiError } from "#matrix/matrix-api-error.ts";

/**
 * One page, backward unless said otherwise. A page too large to take is asked for again with half as many events: the one reason to shrink a page,
 * as the cost of a request lies in the request.
 */
export async function fetchPage(
  { homeserver, roomId, pageLimit }: { homeserver: Homeserver; roomId: RoomId; pageLimit: number },
  token: string | undefined,
  direction: "backward" | "forward" = "backward",
): Promise<MessagesPage> {
  for (let limit = pageLimit; ; limit = Math.ceil(limit / 2)) {
    try {
      return await homeserver.fetchMessages(roomId, { from: token, limit, direction });
    } catch (error) {
      const canShrink = error instanceof MatrixApiError && error.kind === "too-large" && limit > 1;
      if (!canShrink) throw error;
    }
  }
}

/** True when the server is there but cannot deliver this stretch, so that others may still be had. */
export function isUndeliverable(error: unknown): error is MatrixApiError {
  return (
    error instanceof MatrixApiError &&
    ["server-error", "timeout", "not-matrix", "too-large", "bad-request"].includes(error.kind)
  );
}
