import type { ServedRoom } from "./served-room.ts";

type Page = { readonly chunk: readonly unknown[]; readonly end?: string };

/** The least that reading a room's history can cost: ask for a page, parse it, ask for the next. Gives the number of events. */
export async function bareLoop({ url, token, roomId }: ServedRoom): Promise<number> {
  let events = 0;
  let from: string | undefined;
  do {
    const query = new URLSearchParams({ dir: "b", limit: "1000", ...(from === undefined ? {} : { from }) });
    const response = await fetch(`${url}/_matrix/client/v3/rooms/${encodeURIComponent(roomId)}/messages?${query}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    const page = (await response.json()) as Page;
    events += page.chunk.length;
    from = page.end;
  } while (from !== undefined);
  return events;
}
