import type { ShortId } from "#lib/short-id.ts";
import type { PlacedEvent, Quote, ThreadMark } from "#timeline/timeline.ts";
import { contentLine } from "./content-line.ts";
import type { QuoteView, ThreadView } from "./models.ts";
import type { PageContext } from "./page-context.ts";
import { hueOf, shownName } from "./sender-view.ts";
import { hrefFor, messagePath, threadAnchor, threadPath } from "./urls.ts";

/** Longest quote, in graphemes: one line on a wide screen, two or three on a phone. */
const quoteLimit = 140;

/** The message that a reply answers, in one line that leads to it. */
export function quoteViewFor(quote: Quote, context: PageContext): QuoteView {
  const { words } = context;
  if (quote.kind === "not-shown") return { kind: "not-shown", text: words.text.quoteNotShown };
  const author = shownName(quote.sender.displayName, quote.sender.userId);
  const tag = context.tellApart(quote.sender);
  return {
    kind: "shown",
    author,
    ...(tag === undefined ? {} : { tag }),
    hue: hueOf(quote.sender.userId),
    text: contentLine(quote.content, author, words, quoteLimit),
    href: hrefOf(quote.target, context),
  };
}

/** A root leads to its thread's page, or where that has none to its last reply; a reply leads to its root. */
export function threadViewFor(mark: ThreadMark, context: PageContext, shortId?: ShortId): ThreadView {
  const { words, dates } = context;
  const other = mark.kind === "root" ? mark.lastReply : mark.root;
  const href = other === undefined ? undefined : hrefOf(other, context);
  if (mark.kind === "reply") {
    return { kind: "reply", text: href === undefined ? words.text.threadReplyLost : words.text.threadReply, href };
  }
  const replies = words.count("replies", mark.replyCount);
  const text =
    other === undefined
      ? words.fill("threadRoot", { replies })
      : words.fill("threadRootLast", { replies, date: dates.day(other.day) });
  const hasPage = shortId !== undefined && mark.replyCount >= (context.threads ?? Infinity);
  return {
    kind: "root",
    text,
    href: hasPage ? hrefFor(context.siteUrl, threadPath(context.slug, shortId)) : href,
  };
}

/** On the same page the fragment is enough. */
function hrefOf(target: PlacedEvent, { siteUrl, slug, day, part, thread }: PageContext): string {
  if (thread?.isHere(target.event.eventId) === true) return `#${threadAnchor(target.shortId)}`;
  const isHere = thread === undefined && target.day === day && target.part === part;
  return isHere ? `#${target.shortId}` : hrefFor(siteUrl, messagePath(slug, target));
}
