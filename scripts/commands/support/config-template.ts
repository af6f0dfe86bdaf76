import { roomReferenceInLink } from "#config/addresses.ts";

/** What `init` asks for. */
export type InitAnswers = {
  readonly url: string;
  readonly title: string;
  readonly contact: string;
  /** Server name or `https:` address. */
  readonly homeserver: string;
  readonly rooms: readonly string[];
  readonly language: string;
};

/** A commented `daybook.yaml` with these answers; they are not checked here. Links to rooms become the rooms in them. */
export function configText({ url, title, contact, homeserver, rooms, language }: InitAnswers): string {
  const serverKey = homeserver.includes("://") ? "url" : "name";
  const entries = rooms.map((room) => roomEntry(roomReferenceInLink(room) ?? room));
  return `# Configuration of Daybook. All keys, with defaults and examples: docs/configuration.md

site:
  # Where the site will be published. A path is fine: https://example.org/chat/
  url: ${quoted(url)}
  title: ${quoted(title)}
  # One sentence about it.
  # description: What the community says, day by day
  language: ${quoted(language)}
  # On every page, for questions and removal requests: mailto: or https:
  contact: ${quoted(contact)}

homeserver:
  # The server by its name, from which its address is discovered, or by url with its address.
  ${serverKey}: ${quoted(homeserver)}
  # A file with the access token of the reading account, alone on one line; or set DAYBOOK_ACCESS_TOKEN.
  # The account must never have joined the rooms.
  tokenFile: ./token

# Only rooms listed here are published, and of them only what anyone could read when it was sent.
rooms:
${entries.join("\n")}

# What may be shown. These are the defaults.
# publication:
#   delay: 24h                          # younger messages wait, so that moderators come first
#   names: display                      # display | pseudonym
#   optOut: ["@alice:example.org"]      # people who are left out: user ids, or globs with * and ?
#   optOutFile: ./private/opt-out.txt   # more of them, one a line

# Keep the store private: it holds the database and the media.
store: ./data
output: ./dist
`;
}

function roomEntry(room: string): string {
  const slug = room.startsWith("!") ? `\n    slug: ${quoted(slugForId(room))}` : "";
  return `  - room: ${quoted(room)}${slug}
    # index: true                       # let search engines index the room (default: no)
    # since: 2024-01-01                 # fetch nothing older
    # media: thumbnails                 # none | thumbnails | full`;
}

/** A room id gives no name: its first letters do until the operator writes a better one. */
function slugForId(roomId: string): string {
  const letters = roomId
    .replace(/:.*$/, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "");
  return `room-${letters.slice(0, 8)}`.replace(/-$/, "");
}

/** JSON strings are YAML. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
