import { maskText } from "#message/mask-text.ts";
import type { MessageItem } from "#timeline/timeline.ts";
import type { MessageTile } from "./models.ts";
import type { PageContext } from "./page-context.ts";
import { inlinePictureFor } from "./page-media.ts";
import { withoutControls } from "./plain-line.ts";
import { quoteViewFor, threadViewFor } from "./quote-view.ts";
import { tileBodyFor } from "./tile-body.ts";
import { timeViewFor } from "./time-view.ts";
import { hrefFor, messagePath, threadAnchor } from "./urls.ts";

/** A message as its page shows it; `name` is its sender's, as the head above it says. */
export function messageTileFor(item: MessageItem, name: string, context: PageContext): MessageTile {
  const { words } = context;
  const time = timeViewFor(item, context.day, words);
  return {
    ...placeFor(item, context),
    eventId: context.hidesEvents ? undefined : item.eventId,
    ...(context.roomOf === undefined || context.hidesEvents ? {} : { roomId: context.roomOf(item.eventId) }),
    time,
    permalinkLabel: words.fill("permalinkTo", { name, time: time.label }),
    body: tileBodyFor(item, name, context),
    edited: item.edited && item.content.kind !== "awaiting-edit",
    reply: item.reply === undefined ? undefined : quoteViewFor(item.reply, context),
    thread: item.thread === undefined ? undefined : threadViewFor(item.thread, context, item.shortId),
    reactions: item.reactions.flatMap(({ key, count, image }) => {
      const shown = maskText(withoutControls(key)).trim();
      const label = words.fill("reactedWith", { people: words.count("people", count), key: shown });
      const picture = image && inlinePictureFor(context.media, image, "emoji");
      return shown === "" ? [] : [{ key: shown, count, label, ...(picture === undefined ? {} : { picture }) }];
    }),
  };
}

/** On its thread's page a message has another anchor and leads to its day. */
function placeFor({ shortId, part }: MessageItem, context: PageContext): Pick<MessageTile, "id" | "href"> {
  if (context.thread === undefined) return { id: shortId };
  const { siteUrl, slug, day } = context;
  return { id: threadAnchor(shortId), href: hrefFor(siteUrl, messagePath(slug, { day, part, shortId })) };
}
