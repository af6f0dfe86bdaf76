import type { z } from "zod";
import { parseBaseAddress } from "./addresses.ts";
import * as is from "./fields.ts";
import { optOutProblem } from "./opt-out.ts";
import { parseShare } from "./quantities.ts";
import { roomSchema } from "./room-schema.ts";

/**
 * Every key of `daybook.yaml`, its default and what it means: the one source of the parser, of the JSON Schema for editors
 * and of the messages. What concerns several keys at once is in check-across.ts.
 */
const site = is.mapping(
  {
    url: is
      .field(
        "the https: address of the site, such as https://chat.example.org/ (http: for this machine only)",
        parseBaseAddress,
      )
      .describe("Where the site will be published; its path is the base path"),
    title: is.lineOfText("Example chat").describe("Name of the site"),
    description: is
      .field('text, such as "What the community says, day by day"', (text) => text.trim())
      .prefault("")
      .describe("One sentence about the site"),
    language: is.language().prefault("en").describe("Language of the interface and of the rooms, a BCP 47 tag"),
    contact: is.contact().describe("For questions and removal requests, on every page"),
    agents: is
      .choice("allow", "deny")
      .default("allow")
      .describe("Whether text twins, llms.txt and the crawlers of language models are wanted"),
    mediaUrl: is
      .field("an https: address with a folder, such as https://media.example.org/", parseBaseAddress)
      .optional()
      .describe("Where media are published when not beside the site"),
    logo: is
      .field("the path of an image file for browsers, such as ./logo.svg", (text) =>
        /\.(?:svg|png|webp|avif|jpe?g|gif)$/i.test(text) ? text : undefined,
      )
      .optional()
      .describe("An image file for the head of each page"),
    accent: is
      .field('a colour in quotes, such as "#3a6ea5"', (text) =>
        /^#[0-9a-fA-F]{6}$/.test(text) ? text.toLowerCase() : undefined,
      )
      .optional()
      .describe("Colour of links and marks"),
    legal: is
      .list(
        is.mapping(
          { label: is.lineOfText("Imprint"), url: is.webAddress("https://example.org/imprint") },
          "label and url",
        ),
        "- { label: Imprint, url: https://example.org/imprint }",
      )
      .describe("Links for the foot of each page, such as imprint and privacy notice"),
    extra: is.path("./extra").optional().describe("A folder that is copied into the site as it is"),
    markdown: is.yesOrNo().default(true).describe("Publish each day as Markdown too"),
    jsonLines: is.yesOrNo().default(true).describe("Publish each closed month as JSON lines too"),
  },
  "a mapping with url, title and contact",
);

const homeserver = is.mapping(
  {
    url: is
      .field(
        "the https: address of the server, such as https://matrix.example.org (http: for this machine only)",
        parseBaseAddress,
      )
      .optional()
      .describe("Base address of the homeserver; or give name"),
    name: is.serverName().optional().describe("Server name, from which the address is discovered; or give url"),
    tokenFile: is
      .path("./token")
      .optional()
      .describe(
        "File with the access token of the reading account; the environment variable DAYBOOK_ACCESS_TOKEN comes first",
      ),
    parallel: is.wholeNumber(1, 2).default(1).describe("Requests in flight at once"),
  },
  "a mapping with url or name",
);

const space = is.mapping(
  {
    space: is.roomReference("#community:example.org").describe("Alias or room id of the space"),
  },
  'a mapping with space, such as - space: "#community:example.org"',
);

const publication = is.mapping(
  {
    delay: is.duration().prefault("24h").describe("Younger messages wait, so that moderators come first"),
    names: is.names().default("display").describe("Whether people appear under their names or under aliases"),
    optOut: is
      .list(
        is.refusableField('a user id or glob in quotes, such as "@alice:example.org"', (text, refuse) => {
          const problem = optOutProblem(text);
          return problem === undefined ? text : refuse(problem);
        }),
        '["@alice:example.org"]',
      )
      .describe("User ids or globs (* and ? only) of people who are left out"),
    optOutFile: is
      .path("./opt-out.txt")
      .optional()
      .describe("More of them, one a line, for a file that is kept out of public repositories"),
    policyLists: is
      .list(is.roomReference("#bans:example.org"), '["#bans:example.org"]')
      .describe("Rooms with policy lists whose bans are followed"),
    sweep: is.duration().prefault("7d").describe("How often all history is walked again for silent deletions"),
    brake: is
      .mapping(
        {
          share: is.field("a share from 0% to 100%, such as 5%", parseShare).prefault("5%").describe("Share of a room"),
          events: is.wholeNumber(0, 1_000_000_000).default(200).describe("Number of events"),
        },
        "a mapping with share and events",
      )
      .prefault({})
      .describe("When more than the larger of the two vanish at once without a word from the server, none is deleted"),
  },
  "a mapping with delay, names or other keys of publication",
);

const media = is.mapping(
  {
    perFile: is.size().prefault("20MB").describe("Larger files are not copied"),
    perRoom: is.size().prefault("2GB").describe("Bytes of media a room may have"),
    total: is.size().prefault("10GB").describe("Bytes of media the site may have"),
  },
  "a mapping with perFile, perRoom and total",
);

export const configSchema = is.mapping(
  {
    site: site.describe("The published site"),
    homeserver: homeserver.describe("The Matrix server that is read"),
    rooms: is.list(roomSchema, '- room: "#general:example.org"').describe("The rooms to publish"),
    spaces: is
      .list(space, '- space: "#community:example.org"')
      .describe("Spaces propose rooms and give the navigation; they publish nothing by themselves"),
    publication: publication.prefault({}).describe("What may be shown"),
    media: media.prefault({}).describe("Limits for copied media"),
    store: is.path("./data").prefault("./data").describe("Folder of the store: keep it private"),
    output: is.path("./dist").prefault("./dist").describe("Folder of the built site"),
  },
  "the keys site, homeserver and rooms",
);

/** A configuration after each key was checked by itself. */
export type ParsedKeys = z.output<typeof configSchema>;
