export type SampleConfigOptions = {
  /** Address of the running sample homeserver. */
  readonly homeserverUrl: string;
  readonly siteUrl: string;
  /** Folders of the store and of the site. */
  readonly store: string;
  readonly output: string;
  /** Default: none is named, and the token comes from `DAYBOOK_ACCESS_TOKEN`. */
  readonly tokenFile?: string;
};

/**
 * The `daybook.yaml` of the sample community. The stewards' room is listed although it may not be published: the report
 * then shows how a refusal looks.
 */
export function sampleConfigText({ homeserverUrl, siteUrl, store, output, tokenFile }: SampleConfigOptions): string {
  return `# The sample community of Daybook.
site:
  url: ${JSON.stringify(siteUrl)}
  title: Tidewater chat
  description: What the people of Tidewater say about home-built tide gauges, day by day
  language: en
  contact: mailto:archive@tidewater.example
homeserver:
  url: ${JSON.stringify(homeserverUrl)}
${tokenFile === undefined ? "" : `  tokenFile: ${JSON.stringify(tokenFile)}\n`}rooms:
  - room: "#lobby:tidewater.example"
    slug: lobby
    index: true
    media: thumbnails
    decision: { by: harbour meeting, on: 2025-11-01, why: "So that newcomers find answers that were given before" }
  - room: "#workshop:tidewater.example"
    slug: workshop
    index: true
    decision: { by: harbour meeting, on: 2025-11-01, why: "Building instructions grow out of this room" }
  - room: "#almanac:tidewater.example"
    slug: almanac
    index: true
  # Named by its id: the alias has moved on to the room's successor. Closed to the public for some weeks of winter.
  - room: "!hJdGatherings:tidewater.example"
    slug: gatherings
    title: Gatherings
    index: false
  # Readable for members only, so Daybook refuses it and says why.
  - room: "#stewards:tidewater.example"
    slug: stewards
spaces:
  - space: "#community:tidewater.example"
publication:
  delay: 24h
  names: display
store: ${JSON.stringify(store)}
output: ${JSON.stringify(output)}
`;
}
