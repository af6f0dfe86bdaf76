import { leftOutSection } from "./about-left-out.ts";
import { earlierSections, openedParagraph, upgradeSections, type Speech } from "./about-opened.ts";
import { removalSections, rightsSection } from "./about-site-page.ts";
import { inlineFor } from "./inline-for.ts";
import type { RoomInfo, RoomRecord, SiteInfo } from "./inputs.ts";
import type { AboutPage, Inline } from "./models.ts";
import { frameFor } from "./page-frame.ts";
import { currentRoomRefFor } from "./room-ref.ts";
import { datesFor } from "./strings/dates.ts";
import { wordsFor, type Words } from "./strings/words.ts";
import { aboutPath, hrefFor, roomAboutPath, roomPath } from "./urls.ts";

type Paragraph = readonly Inline[];

/** publication.md §6: who opened the room, when and by which event; who decided and agreed; what is left out. */
export function toRoomAboutPage(site: SiteInfo, room: RoomInfo, record: RoomRecord): AboutPage {
  const words = wordsFor(site.language);
  const speech = { words, dates: datesFor(site.language) };
  const { text, fill } = words;
  const ref = currentRoomRefFor(site, room);
  const bridges = record.bridges.map((bridge) => bridgeParagraph(bridge, speech));
  const path = roomAboutPath(room.slug);
  return {
    kind: "about",
    frame: frameFor(site, {
      path,
      room,
      title: `${fill("aboutTitle", { title: ref.title })} · ${site.title}`,
      description: fill("describeAbout", { title: ref.title }),
      indexable: room.index,
      schema: { "@type": "AboutPage" },
      crumbs: [
        { path: roomPath(room.slug), label: ref.title },
        { path, label: text.about },
      ],
    }),
    heading: fill("aboutTitle", { title: ref.title }),
    room: ref,
    sections: [
      { title: text.aboutWhat, paragraphs: whatParagraphs(ref.title, room, record, speech) },
      { title: text.aboutWhy, paragraphs: whyParagraphs(room, record, speech) },
      ...upgradeSections(room, record, speech),
      ...earlierSections(room, record, speech),
      ...(bridges.length === 0 ? [] : [{ title: text.aboutBridges, paragraphs: bridges }]),
      leftOutSection(words, speech.dates, { ...record.leftOut, media: room.media }),
      ...removalSections(words, room.contact),
      {
        title: text.aboutEngines,
        paragraphs: [
          inlineFor(words, room.index ? "aboutRoomEnginesYes" : "aboutRoomEnginesNo"),
          inlineFor(words, "aboutWholeSite", {
            site: { href: hrefFor(site.url, aboutPath), label: fill("aboutTitle", { title: site.title }) },
          }),
        ],
      },
      rightsSection(words),
    ],
    drawnFrom: record.drawnFrom,
  };
}

function whatParagraphs(
  title: string,
  room: RoomInfo,
  record: RoomRecord,
  { words, dates }: Speech,
): readonly Paragraph[] {
  const { archivedSince, delayMs } = record;
  return [
    inlineFor(words, "aboutRoomWhat", { title }),
    ...(archivedSince === undefined ? [] : [inlineFor(words, "aboutRoomSince", { date: dates.day(archivedSince) })]),
    ...(delayMs <= 0 ? [] : [inlineFor(words, "aboutRoomDelay", { delay: durationText(delayMs, words) })]),
    ...(room.pseudonyms ? [pseudonymsParagraph(room, words)] : []),
    ...joinParagraph(record.joinRule, words),
  ];
}

function pseudonymsParagraph({ hiddenNetworks }: RoomInfo, words: Words): Paragraph {
  if (hiddenNetworks === undefined) return inlineFor(words, "aboutRoomPseudonyms");
  return inlineFor(words, "aboutRoomPseudonymsOf", { networks: hiddenNetworks.join(", ") });
}

function whyParagraphs(room: RoomInfo, record: RoomRecord, speech: Speech): readonly Paragraph[] {
  const { words, dates } = speech;
  const opened = openedParagraph(room, record, speech);
  if (record.decision === undefined) return [opened];
  const { by, on, why } = record.decision;
  return [opened, inlineFor(words, "decisionText", { by, date: dates.day(on), why })];
}

type JoinKey = "joinPublic" | "joinKnock" | "joinRestricted" | "joinInvite";

const joinKeys: ReadonlyMap<string | undefined, JoinKey> = new Map<string, JoinKey>([
  ["public", "joinPublic"],
  ["knock", "joinKnock"],
  ["knock_restricted", "joinKnock"],
  ["restricted", "joinRestricted"],
  ["invite", "joinInvite"],
  ["private", "joinInvite"],
]);

function joinParagraph(joinRule: string | undefined, words: Words): readonly Paragraph[] {
  const key = joinKeys.get(joinRule);
  return key === undefined ? [] : [inlineFor(words, key)];
}

function bridgeParagraph(bridge: RoomRecord["bridges"][number], { words, dates }: Speech): Paragraph {
  const { channel, network, agreedBy, on, evidence } = bridge;
  // Evidence may be words instead of an address; only an address becomes a link.
  const isAddress = /^https?:\/\//.test(evidence);
  return inlineFor(words, "bridgeText", {
    channel,
    network,
    by: agreedBy,
    date: dates.day(on),
    evidence: isAddress ? { href: evidence, label: words.text.bridgeEvidence } : evidence,
  });
}

/** In the largest unit that gives a whole number. */
function durationText(durationMs: number, words: Words): string {
  const minutes = Math.ceil(durationMs / 60_000);
  if (minutes % 60 !== 0) return words.count("delayMinutes", minutes);
  const hours = minutes / 60;
  return hours % 24 === 0 && hours > 24 ? words.count("days", hours / 24) : words.count("delayHours", hours);
}
