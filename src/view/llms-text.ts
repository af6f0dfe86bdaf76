import { renderMarkdownLine } from "#message/render-markdown-line.ts";
import type { RoomInfo, SiteInfo } from "./inputs.ts";
import { roomRefFor } from "./room-ref.ts";
import { wordsFor } from "./strings/words.ts";
import { aboutPath, absoluteHrefFor, roomPath } from "./urls.ts";

/**
 * What a language model is told of the site (llms.txt, https://llmstxt.org): what it is, its indexed rooms, and where their text is.
 * undefined: it is told nothing, since the operator wants no such readers or no room is indexed.
 */
export function toLlmsText(site: SiteInfo, rooms: readonly RoomInfo[]): string | undefined {
  if (!site.indexed || site.forAgents !== true) return undefined;
  const { text } = wordsFor(site.language);
  const linked = (label: string, path: string) =>
    `- ${renderMarkdownLine([{ label, href: absoluteHrefFor(site.url, path) }])}`;
  const indexed = rooms.filter(({ index }) => index);
  const blocks = [
    renderMarkdownLine([site.title], { heading: 1 }),
    ...(site.description === "" ? [] : [`> ${renderMarkdownLine([site.description])}`]),
    renderMarkdownLine([text.publicArchive]),
    ...(site.textTwins === true ? [renderMarkdownLine([text.llmsTwins])] : []),
    renderMarkdownLine([text.roomsHeading], { heading: 2 }),
    indexed.map((room) => linked(roomRefFor(site, room).title, roomPath(room.slug))).join("\n"),
    renderMarkdownLine([text.about], { heading: 2 }),
    linked(text.whyPublic, aboutPath),
  ];
  return `${blocks.join("\n\n")}\n`;
}
