import { inlineFor } from "./inline-for.ts";
import type { RoomRecord } from "./inputs.ts";
import type { AboutSection } from "./models.ts";
import type { Dates } from "./strings/dates.ts";
import type { Strings } from "./strings/en.ts";
import type { Words } from "./strings/words.ts";

/** What every room leaves out, whatever is configured. */
const always: readonly (keyof Strings)[] = [
  "leftClosed",
  "leftRemoved",
  "leftHidden",
  "leftPeople",
  "leftPrivate",
  "leftFiles",
];

/** What is left out and why, in plain words and without numbers: how many kept silent is nobody's business. */
export function leftOutSection(
  words: Words,
  dates: Dates,
  { since, offRecord, followsBanLists, members }: Partial<RoomRecord["leftOut"]> = {},
): AboutSection {
  const { text } = words;
  return {
    title: text.aboutLeftOut,
    paragraphs: [inlineFor(words, "aboutLeftOutText")],
    items: [
      ...(since === undefined ? [] : [inlineFor(words, "leftSince", { date: dates.day(since) })]),
      ...always.map((key) => inlineFor(words, key)),
      ...(members === "fold" ? [] : [inlineFor(words, members === "hide" ? "leftMembers" : "leftMembersElsewhere")]),
      ...(followsBanLists === true ? [inlineFor(words, "leftBanLists")] : []),
      ...(offRecord === undefined ? [] : [inlineFor(words, "leftOffRecord", { mark: offRecord })]),
    ],
  };
}
