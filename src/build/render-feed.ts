import { generateAtomFeed } from "feedsmith";
import type { Feed, FeedEntry } from "#view/models.ts";
import { toXmlText } from "./xml-text.ts";

/** Prints a feed as Atom (RFC 4287): valid whatever strangers wrote, the same bytes for the same feed. */
export function renderFeed(feed: Feed): string {
  return generateAtomFeed({
    id: feed.id,
    title: { value: toXmlText(feed.title) },
    updated: new Date(feed.updated),
    // Each feed must name an author; the people in it are named in its entries' text.
    authors: [{ name: toXmlText(feed.title) }],
    links: [
      { href: feed.selfHref, rel: "self", type: "application/atom+xml" },
      { href: feed.pageHref, rel: "alternate", type: "text/html" },
    ],
    entries: feed.entries.map(toAtomEntry),
  });
}

function toAtomEntry(entry: FeedEntry) {
  return {
    id: entry.id,
    title: { value: toXmlText(entry.title) },
    links: [{ href: entry.href, rel: "alternate", type: "text/html" }],
    published: new Date(entry.published),
    updated: new Date(entry.updated),
    summary: { value: toXmlText(entry.summary), type: "text" },
  };
}
