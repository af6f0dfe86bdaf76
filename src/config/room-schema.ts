import * as is from "./fields.ts";
import { slugProblem } from "./slug.ts";

const bridge = is.mapping(
  {
    network: is.lineOfText("libera.chat").describe("The other network"),
    channel: is.lineOfText("#example").describe("The room's name or id there, as the bridge tells it"),
    agreedBy: is.lineOfText("channel ops").describe("Who agreed on the other side"),
    on: is.day().describe("When"),
    evidence: is.webAddress("https://example.org/minutes").describe("Where that can be read"),
    names: is
      .names()
      .optional()
      .describe("Whether the people of this network appear under aliases; by default as the room has it"),
  },
  "a mapping with network, channel, agreedBy, on and evidence",
);

/** The keys of one entry of `rooms`, with their defaults and what they mean. */
export const roomSchema = is.mapping(
  {
    room: is.roomReference("#general:example.org").describe("Alias or room id"),
    slug: is
      .refusableField("a short name for addresses, such as general", (text, refuse) => {
        const problem = slugProblem(text);
        return problem === undefined ? text : refuse(problem);
      })
      .optional()
      .describe("The room's part of every address, fixed for ever once published; by default from the alias"),
    title: is
      .lineOfText("General")
      .optional()
      .describe("What day pages call the room; by default its name at first publication"),
    index: is.yesOrNo().default(false).describe("Whether search engines may index the room"),
    media: is.choice("none", "thumbnails", "full").default("thumbnails").describe("Which media are copied"),
    since: is.day().optional().describe("Nothing older is fetched"),
    decision: is
      .mapping(
        { by: is.lineOfText("community meeting"), on: is.day(), why: is.lineOfText("our answers should be findable") },
        "a mapping with by, on and why",
      )
      .optional()
      .describe("Who decided to publish the room, shown on its About page"),
    bridges: is
      .list(bridge, "one entry for each bridged network")
      .describe("Consent of the other side, one entry for each bridged network"),
    via: is.list(is.serverName(), "[example.org]").describe("Servers that know the room, for a room id"),
    contact: is.contact().optional().describe("The room's own contact"),
    language: is.language().optional().describe("The room's own language"),
    threads: is.wholeNumber(1, 1000).default(3).describe("Replies from which on a thread has a page of its own"),
    membership: is
      .choice("hide", "fold")
      .default("hide")
      .describe("Whether joins and leaves are left out or folded into one line"),
    offRecord: is.lineOfText("[off]").optional().describe("Messages that begin with this stay out"),
    delay: is.duration().optional().describe("The room's own publication.delay"),
    names: is.names().optional().describe("The room's own publication.names"),
    follow: is.yesOrNo().default(true).describe("Whether an upgraded room's successor is listed too"),
  },
  'a mapping with room, such as - room: "#general:example.org"',
);
