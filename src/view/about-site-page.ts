import { leftOutSection } from "./about-left-out.ts";
import { inlineFor } from "./inline-for.ts";
import type { RoomInfo, SiteInfo } from "./inputs.ts";
import type { AboutPage, AboutSection, Inline } from "./models.ts";
import { frameFor } from "./page-frame.ts";
import { currentRoomRefFor } from "./room-ref.ts";
import { datesFor } from "./strings/dates.ts";
import { wordsFor, type Words } from "./strings/words.ts";
import { aboutPath } from "./urls.ts";

/** publication.md §6: what this is, and how to be left out. `rooms` in the order of the home page. */
export function toAboutPage(site: SiteInfo, rooms: readonly RoomInfo[]): AboutPage {
  const words = wordsFor(site.language);
  const { text, fill } = words;
  const refs = rooms.map((room) => currentRoomRefFor(site, room));
  const heading = fill("aboutTitle", { title: site.title });
  return {
    kind: "about",
    frame: frameFor(site, {
      path: aboutPath,
      title: heading,
      description: fill("describeAbout", { title: site.title }),
      indexable: site.indexed,
      schema: { "@type": "AboutPage" },
      crumbs: [{ path: aboutPath, label: text.about }],
    }),
    heading,
    room: undefined,
    sections: [
      {
        title: text.aboutWhat,
        paragraphs: [
          ...(site.description === "" ? [] : [[site.description]]),
          inlineFor(words, "aboutWhatSite", { rooms: words.count("rooms", rooms.length) }),
          inlineFor(words, "aboutWhatRules"),
          ...(refs.length === 0
            ? []
            : [commaList(refs.map(({ aboutHref, title }) => ({ href: aboutHref, label: title })))]),
        ],
      },
      leftOutSection(words, datesFor(site.language)),
      ...removalSections(words, site.contact),
      {
        title: text.aboutEngines,
        paragraphs: [inlineFor(words, site.indexed ? "aboutEnginesSome" : "aboutEnginesNone")],
      },
      rightsSection(words),
    ],
    drawnFrom: [],
  };
}

/** Whose words these are, and what the pages do not do. */
export function rightsSection(words: Words): AboutSection {
  return {
    title: words.text.aboutRights,
    paragraphs: [inlineFor(words, "aboutRightsText"), inlineFor(words, "aboutTimes")],
  };
}

/** How to be left out, how to have something removed, and what cannot be taken back. */
export function removalSections(words: Words, contact: string): readonly AboutSection[] {
  const values = { contact: { href: contact, label: contact.replace(/^mailto:|^https:\/\//, "") } };
  return [
    { title: words.text.aboutLeave, paragraphs: [inlineFor(words, "aboutLeaveText", values)] },
    {
      title: words.text.aboutRemove,
      paragraphs: [
        inlineFor(words, "aboutRemoveInMatrix"),
        inlineFor(words, "aboutRemoveByMail", values),
        inlineFor(words, "aboutCopies"),
      ],
    },
    { title: words.text.aboutClose, paragraphs: [inlineFor(words, "aboutCloseText")] },
  ];
}

function commaList(items: readonly Inline[]): readonly Inline[] {
  return items.flatMap((item, index) => (index === 0 ? [item] : [", ", item]));
}
