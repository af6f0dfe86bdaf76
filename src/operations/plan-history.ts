import { firstPossibleMs, isPossibleTimestamp } from "#crawl/date-events.ts";
import { calendarDayOf, dayMs, startOfDayMs, type CalendarDay } from "#lib/calendar-day.ts";
import type { Homeserver, MessagesPage } from "#matrix/homeserver.ts";
import type { RoomId } from "#matrix/ids.ts";
import { MatrixApiError } from "#matrix/matrix-api-error.ts";

/** How far a room's readable history reaches, as far as asking by date shows. */
export type FoundHistory =
  | { readonly kind: "found"; readonly first: CalendarDay; readonly last: CalendarDay }
  /** Nothing to fetch: the room is empty, or has nothing since the configured day. */
  | { readonly kind: "empty" }
  /** The server has no jump-to-date (MSC3030, v1.6). */
  | { readonly kind: "unsupported" }
  | { readonly kind: "failed"; readonly problem: string };

export type HistoryQuestion = {
  readonly homeserver: Homeserver;
  readonly roomId: RoomId;
  readonly newestPage: MessagesPage;
  /** When the visibility in force was set: what is newer can be read. */
  readonly openedMs: number;
  readonly since: CalendarDay | undefined;
  readonly nowMs: number;
};

/** Throws `MatrixApiError` only when the token is refused. */
export async function findHistory(question: HistoryQuestion): Promise<FoundHistory> {
  const lastMs = newestTs(question);
  if (lastMs === undefined) return { kind: "empty" };
  const fromMs = question.since === undefined ? firstPossibleMs : startOfDayMs(question.since);
  try {
    const firstMs = lastMs < fromMs ? undefined : await firstReadableTs(question, fromMs, lastMs);
    if (firstMs === undefined) return { kind: "empty" };
    return { kind: "found", first: calendarDayOf(firstMs), last: calendarDayOf(lastMs) };
  } catch (error) {
    if (!(error instanceof MatrixApiError) || error.kind === "unauthorized") throw error;
    return error.kind === "unsupported" ? { kind: "unsupported" } : { kind: "failed", problem: error.message };
  }
}

function newestTs({ newestPage, nowMs }: HistoryQuestion): number | undefined {
  for (const parsed of newestPage.events) {
    if (parsed.kind === "event" && isPossibleTimestamp(parsed.event.originServerTs, nowMs))
      return parsed.event.originServerTs;
  }
  return undefined;
}

/** First steps are short: most rooms were opened when they were made, and only their very first events are closed. */
const firstStepMs = 1000;
const stepFactor = 8;

/**
 * Jump-to-date names events of closed times too, so each answer is tried. From an event that cannot be read the search strides
 * on, ever further, to one that can, and then halves the way back until less than a day is uncertain.
 */
async function firstReadableTs(question: HistoryQuestion, fromMs: number, lastMs: number): Promise<number | undefined> {
  const start = await askFrom(question, fromMs);
  if (start === undefined) return undefined;
  if (start.readable) return Math.min(start.ts, lastMs);
  // Between `closed` and `askedMs` it is not known where readable history begins; at `found` there is some.
  const limitMs = Math.max(start.ts, Math.min(Math.max(question.openedMs, fromMs), lastMs));
  let [closed, askedMs, found] = [start.ts, limitMs, limitMs];
  for (let stepMs = firstStepMs; closed + stepMs < limitMs; stepMs *= stepFactor) {
    askedMs = closed + stepMs;
    const next = await askFrom(question, askedMs);
    if (next === undefined || next.ts >= limitMs) break;
    if (next.readable) {
      found = next.ts;
      break;
    }
    [closed, askedMs] = [next.ts, limitMs];
  }
  while (askedMs - closed > dayMs) {
    const middleMs = Math.floor((closed + askedMs) / 2);
    const next = await askFrom(question, middleMs);
    if (next !== undefined && next.ts < askedMs && !next.readable) {
      closed = next.ts;
      continue;
    }
    askedMs = middleMs;
    if (next?.readable === true) found = Math.min(found, next.ts);
  }
  return found;
}

/** The first event at or after a time, and whether it can be read. undefined: none, or only such as claim to come from the future. */
async function askFrom(
  { homeserver, roomId, nowMs }: HistoryQuestion,
  timestampMs: number,
): Promise<{ readonly ts: number; readonly readable: boolean } | undefined> {
  const hint = await homeserver.fetchEventAtTime(roomId, timestampMs, "forward");
  if (hint === undefined) return undefined;
  const ts = Math.max(hint.originServerTs, timestampMs);
  if (!isPossibleTimestamp(ts, nowMs)) return undefined;
  return { ts, readable: (await homeserver.fetchContext(roomId, hint.eventId)) !== undefined };
}
