import type { StateItem } from "#timeline/timeline.ts";
import type { RoomInfo } from "./inputs.ts";
import type { Link } from "./models.ts";
import { isolated } from "./plain-line.ts";
import type { Words } from "./strings/words.ts";
import { upgradedRoomLink } from "./upgrade-sentences.ts";

/** What the lines of a page may tell of the rooms before and after its own. */
export type UpgradesOfPage = {
  /** Rooms whose words follow in this series. */
  readonly here: ReadonlySet<string>;
  /** Rooms with a page of their own, by id, as both rooms confirm it. */
  readonly apart: ReadonlyMap<string, Link>;
};

export type SeriesOfPage = Pick<RoomInfo, "roomId" | "earlierRooms" | "upgradedFrom" | "upgradedTo">;

export function upgradesOfPage(
  siteUrl: string,
  { roomId, earlierRooms = [], upgradedFrom, upgradedTo }: SeriesOfPage,
): UpgradesOfPage {
  const apart = [upgradedFrom, upgradedTo].filter((room) => room !== undefined);
  return {
    here: new Set(earlierRooms.length === 0 ? [] : [...earlierRooms.slice(1).map((room) => room.roomId), roomId]),
    apart: new Map(apart.map((room) => [room.roomId, upgradedRoomLink({ url: siteUrl }, room)])),
  };
}

/**
 * The line of an upgrade or of a creation by one, where the other room can be read in this archive; undefined: it cannot, and is not
 * named. `sender` is the name of who did it.
 */
export function upgradeLine(
  content: StateItem["content"],
  sender: string,
  { here, apart }: UpgradesOfPage,
  { fill }: Words,
): { readonly text: string; readonly link?: Link } | undefined {
  const name = isolated(sender);
  if (content.kind === "room-upgraded" && content.to !== undefined) {
    const link = apart.get(content.to);
    if (link !== undefined) return { text: fill("roomUpgradedTo", { name }), link };
    return here.has(content.to) ? { text: fill("roomUpgradedHere", { name }) } : undefined;
  }
  const link = content.kind === "room-created" && content.from !== undefined ? apart.get(content.from) : undefined;
  return link && { text: fill("roomCreatedFrom", { name }), link };
}
