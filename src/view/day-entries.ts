import { assertNever } from "#lib/assert-never.ts";
import type { MessageItem, RemovedItem, StateItem, TimelineItem } from "#timeline/timeline.ts";
import { contentLine } from "./content-line.ts";
import { messageTileFor } from "./message-tile.ts";
import type { DayPageEntry, LineTile, MessageGroup, RemovedRun } from "./models.ts";
import type { PageContext } from "./page-context.ts";
import { inlinePictureFor } from "./page-media.ts";
import { lineTileFor } from "./line-tile.ts";
import { marksBefore } from "./pause-marks.ts";
import { memberRunFor } from "./member-run.ts";
import { senderViewFor, shownName } from "./sender-view.ts";
import { upgradeLine } from "./upgrade-line.ts";

/** Messages of one sender share a head for this long; then the reader is told again who speaks. */
const groupMs = 10 * 60_000;

/** Notices in a row from which on all but the first fold. */
const noticeRun = 4;

/**
 * The items of a page, grouped: messages under one head, removed ones in one line, changes of the room in between. `busy`: hours are
 * marked, not pauses.
 */
export function dayEntriesFor(
  items: readonly TimelineItem[],
  context: PageContext,
  { busy = false } = {},
): readonly DayPageEntry[] {
  const runs = runsOf(items);
  const marks = marksBefore(runs, { busy, words: context.words });
  return runs.flatMap((run, index) => {
    const mark = marks[index];
    const entry = entryFor(run, context);
    return mark === undefined ? [entry] : [mark, entry];
  });
}

function entryFor([first, ...rest]: Run, context: PageContext): DayPageEntry {
  switch (first.kind) {
    case "message":
      return groupFor([first, ...rest.filter((item) => item.kind === "message")], context);
    case "removed":
      return removedRunFor([first, ...rest.filter((item) => item.kind === "removed")], context);
    case "member":
      return memberRunFor([first, ...rest.filter((item) => item.kind === "member")], context);
    case "state":
      return stateTileFor(first, context);
    default:
      return assertNever(first);
  }
}

type Run = [TimelineItem, ...TimelineItem[]];

function runsOf(items: readonly TimelineItem[]): readonly Run[] {
  const runs: Run[] = [];
  for (const item of items) {
    const run = runs.at(-1);
    if (run !== undefined && belongsTo(run, item)) run.push(item);
    else runs.push([item]);
  }
  return runs;
}

function belongsTo([first]: Run, item: TimelineItem): boolean {
  if (first.kind === "message" && item.kind === "message") return isSameSpeaker(first, item);
  if (first.kind === "member") return item.kind === "member";
  return first.kind === "removed" && item.kind === "removed" && first.reason === item.reason;
}

function isSameSpeaker(first: MessageItem, item: MessageItem): boolean {
  return (
    first.sender.userId === item.sender.userId &&
    first.sender.displayName === item.sender.displayName &&
    first.timestampTrusted === item.timestampTrusted &&
    (Math.abs(item.originServerTs - first.originServerTs) < groupMs || [first, item].every(isNotice))
  );
}

/** What machines say, who do not pause for breath: a run of it has one head, however long it takes. */
function isNotice({ content }: MessageItem): boolean {
  return content.kind === "notice";
}

function groupFor(items: readonly [MessageItem, ...MessageItem[]], context: PageContext): MessageGroup {
  const avatar = context.hidesEvents ? undefined : inlinePictureFor(context.media, items[0].sender.avatar, "avatar");
  const tag = context.tellApart(items[0].sender);
  const sender = {
    ...senderViewFor(items[0].sender),
    ...(avatar === undefined ? {} : { avatar }),
    ...(tag === undefined ? {} : { tag }),
  };
  const messages = items.map((item) => messageTileFor(item, sender.name, context));
  const more = items.length >= noticeRun && items.every(isNotice) ? items.length - 1 : 0;
  return {
    kind: "group",
    sender,
    messages,
    ...(more === 0 ? {} : { moreNotices: context.words.count("moreNotices", more) }),
  };
}

function removedRunFor(items: readonly [RemovedItem, ...RemovedItem[]], { words }: PageContext): RemovedRun {
  return {
    kind: "removed",
    ids: items.map(({ shortId }) => shortId),
    text: words.count(items[0].reason === "redacted" ? "removed" : "unavailable", items.length),
  };
}

function stateTileFor(item: StateItem, context: PageContext): LineTile {
  const name = shownName(item.sender.displayName, item.sender.userId);
  const upgrade = upgradeLine(item.content, name, context.upgrades, context.words);
  return lineTileFor(item, upgrade?.text ?? contentLine(item.content, name, context.words), context, upgrade?.link);
}
