import type { DayPageEntry, MediaView, PictureView } from "./models.ts";

/** Has a picture of this entry a larger copy? */
export function opensPictures(entry: DayPageEntry): boolean {
  if (entry.kind !== "group") return false;
  const items = entry.messages.flatMap(({ body }) => (body.kind === "media" ? body.items : []));
  return items.some((item) => pictureIn(item)?.full !== undefined);
}

function pictureIn(item: MediaView): PictureView | undefined {
  return item.kind === "picture" ? item.picture : item.kind === "missing" ? item.still : undefined;
}
