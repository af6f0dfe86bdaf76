import type { Config } from "#config/config.ts";
import { parseConfig } from "#config/parse-config.ts";
import type { JsonObject } from "#lib/json.ts";

export type ArchiveConfig = {
  /** Holds the store and the output; nothing is made here. */
  readonly folder: string;
  /** Name of the output folder below it. Default: "dist". */
  readonly output?: string;
  /** Default: "https://chat.example.org/". */
  readonly siteUrl?: string;
  /** Default: "https://matrix.example.org"; only a crawl asks it. */
  readonly homeserverUrl?: string;
  /** Entries of `rooms`, as they are written in `daybook.yaml`. */
  readonly rooms: readonly JsonObject[];
  readonly delay?: string;
  /** Further keys of `site`. */
  readonly site?: JsonObject;
};

/** A configuration as the command would read it, defaults and all. */
export function archiveConfig({
  folder,
  output = "dist",
  siteUrl = "https://chat.example.org/",
  homeserverUrl = "https://matrix.example.org",
  rooms,
  delay = "24h",
  site = {},
}: ArchiveConfig): Config {
  const text = JSON.stringify({
    site: {
      url: siteUrl,
      title: "Example chat",
      description: "What the community says, day by day",
      language: "en",
      contact: "mailto:archive@example.org",
      ...site,
    },
    homeserver: { url: homeserverUrl },
    rooms,
    publication: { delay },
    store: "./data",
    output: `./${output}`,
  });
  return parseConfig(text, { file: "daybook.yaml", folder, readText: () => "" });
}
