import type { TimelineItem } from "#timeline/timeline.ts";
import type { LineTile } from "./models.ts";
import type { PageContext } from "./page-context.ts";
import { timeViewFor } from "./time-view.ts";

/** A change of the room or of a member as one thin line with its time. */
export function lineTileFor(
  item: TimelineItem,
  text: string,
  { words, day }: PageContext,
  link?: LineTile["link"],
): LineTile {
  const time = timeViewFor(item, day, words);
  return {
    kind: "line",
    id: item.shortId,
    time,
    permalinkLabel: words.fill("permalinkToLine", { time: time.label }),
    text,
    ...(link === undefined ? {} : { link }),
  };
}
