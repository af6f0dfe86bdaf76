import { setImmediate as nextTurn } from "node:timers/promises";
import type { MessagesPage } from "#matrix/homeserver.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import { fetchPage, isUndeliverable } from "./fetch-page.ts";
import type { WalkContext } from "./walk.ts";

/** Asks for a page that is going to be wanted. Its failure is met where it is awaited, which may be never. */
export function prefetch(context: WalkContext, token: string): Promise<MessagesPage> {
  const page = fetchPage(context, token);
  page.catch(() => undefined);
  return page;
}

/** `fetch` writes to its socket only two turns of the event loop after it was called, and a page on its way into SQLite leaves none. */
const turnsToSend = 4;

export async function untilSent(): Promise<void> {
  for (let turn = 0; turn < turnsToSend; turn += 1) await nextTurn();
}

/** The newest event of a page, or of the pages behind it where it is empty; undefined: none, or they cannot be had. */
export async function firstEventFrom(
  context: WalkContext,
  first: Promise<MessagesPage> | undefined,
): Promise<RoomEvent | undefined> {
  const seenTokens = new Set<string>();
  let page = await first?.catch(noneIfUndeliverable);
  while (page !== undefined) {
    const found = page.events.find((parsed) => parsed.kind === "event");
    if (found !== undefined) return found.event;
    if (page.end === undefined || seenTokens.has(page.end)) return undefined;
    seenTokens.add(page.end);
    page = await fetchPage(context, page.end).catch(noneIfUndeliverable);
  }
  return undefined;
}

function noneIfUndeliverable(error: unknown): undefined {
  if (!isUndeliverable(error)) throw error;
  return undefined;
}
