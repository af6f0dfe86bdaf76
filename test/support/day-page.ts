import type { DayPage, MessageGroup, MessageTile } from "#view/models.ts";
import { foldRoom } from "./fold-input.ts";
import type { RoomBuilder } from "./room-builder.ts";
import { dayPageOf } from "./site.ts";

/** The page of the room's first part of 5 March 2024. */
export function pageOf(room: RoomBuilder): DayPage {
  return dayPageOf(foldRoom(room));
}

export function groupsOf(page: DayPage): readonly MessageGroup[] {
  return page.entries.filter((entry) => entry.kind === "group");
}

export function tilesOf(page: DayPage): readonly MessageTile[] {
  return groupsOf(page).flatMap(({ messages }) => messages);
}

/** How many messages each group holds; words for the lines between them. */
export function shapeOf(page: DayPage): readonly (number | string)[] {
  return page.entries.map((entry) => (entry.kind === "group" ? entry.messages.length : entry.kind));
}
