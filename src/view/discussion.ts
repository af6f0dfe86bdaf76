import type { CalendarDay } from "#lib/calendar-day.ts";
import type { MessageItem } from "#timeline/timeline.ts";
import { contentLine } from "./content-line.ts";
import { shownName } from "./sender-view.ts";
import { wordsFor, type Words } from "./strings/words.ts";
import { printJsonLd, type SchemaNode } from "./structured-data.ts";
import { isoTimeOf } from "./time-view.ts";
import { absoluteHrefFor, messagePath } from "./urls.ts";

type Said = { readonly item: MessageItem; readonly day: CalendarDay };

export type Discussion = {
  readonly siteUrl: string;
  readonly language: string;
  readonly slug: string;
  readonly heading: string;
  readonly firstDay: CalendarDay;
  /** undefined: it is not shown. */
  readonly root: Said | undefined;
  readonly messages: readonly Said[];
};

/** Comments that are told, and graphemes of each: enough for search engines, and little beside the page's own words. */
const commentLimit = 100;
const textLimit = 200;
/** All comments together, in bytes of the page; archive/read-thread.ts leaves room for them. */
const weightLimit = 24_000;

const utf8 = new TextEncoder();

/** A thread in the words of schema.org: what began it, and what was answered on this page. Who is not shown is "[deleted]". */
export function discussionFor({ siteUrl, language, slug, heading, firstDay, root, messages }: Discussion): SchemaNode {
  const words = wordsFor(language);
  const hrefOf = ({ item, day }: Said) => absoluteHrefFor(siteUrl, messagePath(slug, { ...item, day }));
  const comments: SchemaNode[] = [];
  let weight = 0;
  for (const message of messages) {
    if (message.item.eventId === root?.item.eventId) continue;
    const comment = { "@type": "Comment", url: hrefOf(message), ...saidBy(message, words) };
    weight += utf8.encode(printJsonLd(comment)).length;
    if (comments.length === commentLimit || weight > weightLimit) break;
    comments.push(comment);
  }
  const { text, ...began } =
    root === undefined
      ? { author: person("[deleted]"), datePublished: firstDay, text: undefined }
      : saidBy(root, words);
  // A later part repeats who began it, and none of the words that it does not show.
  const isHere = messages.some(({ item }) => item.eventId === root?.item.eventId);
  return {
    "@type": "DiscussionForumPosting",
    headline: heading,
    ...began,
    ...(isHere ? { text } : {}),
    ...(comments.length === 0 ? {} : { comment: comments }),
  };
}

function saidBy({ item, day }: Said, words: Words) {
  const name = shownName(item.sender.displayName, item.sender.userId);
  return {
    author: person(name),
    datePublished: isoTimeOf(item, day),
    text: contentLine(item.content, name, words, textLimit),
  };
}

function person(name: string): SchemaNode {
  return { "@type": "Person", name };
}
