import { inlineFor } from "./inline-for.ts";
import type { RoomInfo, RoomRecord } from "./inputs.ts";
import type { AboutSection } from "./models.ts";
import type { Dates } from "./strings/dates.ts";
import type { Strings } from "./strings/en.ts";
import type { Words } from "./strings/words.ts";

/** What every room leaves out, whatever is configured. */
const always: readonly (keyof Strings)[] = ["leftClosed", "leftRemoved", "leftHidden", "leftPeople", "leftPrivate"];

/** Of files, by what the room copies. */
const filesKeys = { none: "leftFiles", thumbnails: "leftFullSizes", full: "leftUnfitFiles" } as const;

/** Default: what no room shows. */
type MediaOf = Partial<Pick<RoomInfo, "media">>;

/** What is left out and why, in plain words and without numbers: how many kept silent is nobody's business. */
export function leftOutSection(
  words: Words,
  dates: Dates,
  { since, offRecord, followsBanLists, members, media = "full" }: Partial<RoomRecord["leftOut"]> & MediaOf = {},
): AboutSection {
  const { text } = words;
  return {
    title: text.aboutLeftOut,
    paragraphs: [inlineFor(words, "aboutLeftOutText")],
    items: [
      ...(since === undefined ? [] : [inlineFor(words, "leftSince", { date: dates.day(since) })]),
      ...always.map((key) => inlineFor(words, key)),
      inlineFor(words, filesKeys[media]),
      ...(members === "fold" ? [] : [inlineFor(words, members === "hide" ? "leftMembers" : "leftMembersElsewhere")]),
      ...(followsBanLists === true ? [inlineFor(words, "leftBanLists")] : []),
      ...(offRecord === undefined ? [] : [inlineFor(words, "leftOffRecord", { mark: offRecord })]),
    ],
  };
}
