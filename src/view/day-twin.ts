import { assertNever } from "#lib/assert-never.ts";
import { renderMarkdownLine, type MarkdownPhrase } from "#message/render-markdown-line.ts";
import type { MessageItem, TimelineItem } from "#timeline/timeline.ts";
import { collectingLinks } from "./collecting-links.ts";
import { dayEntriesFor } from "./day-entries.ts";
import { partsOf } from "./day-summary.ts";
import { sourcesOf } from "./day-page.ts";
import type { DayInput, RoomInfo, SiteInfo } from "./inputs.ts";
import { markdownForm, messageBlocks } from "./message-text.ts";
import type { LineTile, TextTwin } from "./models.ts";
import { namesakesOn } from "./namesakes.ts";
import { pageContextFor, type PageContext } from "./page-context.ts";
import { hasTwins } from "./page-frame.ts";
import { pageMediaFor } from "./page-media.ts";
import { plainLine } from "./plain-line.ts";
import { quoteViewFor, threadViewFor } from "./quote-view.ts";
import { roomRefFor } from "./room-ref.ts";
import { shownName } from "./sender-view.ts";
import { datesFor } from "./strings/dates.ts";
import { wordsFor } from "./strings/words.ts";
import { timeViewFor } from "./time-view.ts";
import { absoluteHrefFor, dayPath, twinPathOf } from "./urls.ts";

/**
 * A part of a day as Markdown: a heading for each thing that happened, which says when and by whom, and below it what that person said.
 * No one but us writes headings, so that nobody can speak as someone else. undefined: the room has no twins, or there is nothing to
 * show at that address.
 */
export function toDayTwin(site: SiteInfo, room: RoomInfo, input: DayInput): TextTwin | undefined {
  const { day, part, timeline } = input;
  const parts = partsOf(timeline);
  if (!hasTwins(site, room) || timeline.items.length === 0 || !parts.includes(part)) return undefined;
  const items = timeline.items.filter((item) => item.part === part);
  const links = collectingLinks(input.linkFor);
  const media = pageMediaFor(site, room, input.media ?? new Map());
  const given = { day, part, linkFor: links.linkFor, media, tellApart: namesakesOn(items), roomOf: undefined };
  const context = pageContextFor(site, room, given);
  const pageHref = absoluteHrefFor(site.url, dayPath(room.slug, day, part));
  const name = [roomRefFor(site, room).title, datesFor(site.language).fullDay(day)].join(", ");
  const partLabel = wordsFor(site.language).fill("partLabel", { number: String(part) });
  const blocks = [
    renderMarkdownLine([parts.length === 1 ? name : `${name}, ${partLabel}`], { heading: 1 }),
    renderMarkdownLine([`${context.words.text.timesInUtc} `, { label: pageHref, href: pageHref }]),
    ...items.flatMap((item) => blocksFor(item, { ...context, pageHref })),
  ];
  const drawnFrom = [...new Set([...items.flatMap(sourcesOf), ...links.followed])];
  return { path: twinPathOf(dayPath(room.slug, day, part)), text: `${blocks.join("\n\n")}\n`, drawnFrom };
}

type TwinContext = PageContext & { readonly pageHref: string };

function blocksFor(item: TimelineItem, context: TwinContext): readonly string[] {
  switch (item.kind) {
    case "message":
      return messageTwin(item, context);
    case "removed": {
      const text = context.words.count(item.reason === "redacted" ? "removed" : "unavailable", 1);
      return [renderMarkdownLine([text], { heading: 3 })];
    }
    // Who came and went is for no index, and a twin cannot say so of a line.
    case "member":
      return [];
    case "state":
      return dayEntriesFor([item], context).flatMap((entry) =>
        entry.kind === "line" ? [lineTwin(entry, context)] : [],
      );
    default:
      return assertNever(item);
  }
}

function lineTwin({ id, time, text }: LineTile, { pageHref }: TwinContext): string {
  return renderMarkdownLine([{ label: time.label, href: `${pageHref}#${id}` }, ` ${text}`], { heading: 3 });
}

function messageTwin(item: MessageItem, context: TwinContext): readonly string[] {
  const { words, pageHref, siteUrl, linkFor } = context;
  const name = shownName(item.sender.displayName, item.sender.userId);
  const tag = context.tellApart(item.sender);
  const time = timeViewFor(item, context.day, words);
  const head: MarkdownPhrase[] = [
    { label: time.label, href: `${pageHref}#${item.shortId}` },
    ` ${item.content.kind === "emote" ? "* " : ""}${name}${tag === undefined ? "" : ` (${tag})`}`,
    ...aside(context, item),
    ...(item.edited ? [` · ${words.text.edited}`] : []),
    ...item.reactions.map(({ key, count }) => ` · ${plainLine(key, 40)} ${words.number(count)}`),
  ];
  return [
    renderMarkdownLine(head, { heading: 3 }),
    ...messageBlocks(item, name, words, markdownForm(siteUrl, linkFor)),
  ];
}

/** What the message answers, and the thread it is in. */
function aside(context: TwinContext, { reply, thread }: MessageItem): readonly MarkdownPhrase[] {
  const { words, pageHref } = context;
  const phrase = (label: string, href: string | undefined): MarkdownPhrase[] => [
    " · ",
    href === undefined ? label : { label, href: new URL(href, pageHref).href },
  ];
  const quote = reply && quoteViewFor(reply, context);
  const mark = thread && threadViewFor(thread, context);
  return [
    ...(quote === undefined
      ? []
      : quote.kind === "shown"
        ? phrase(words.fill("replyTo", { name: quote.author }), quote.href)
        : phrase(quote.text, undefined)),
    ...(mark === undefined ? [] : phrase(mark.text, mark.href)),
  ];
}
