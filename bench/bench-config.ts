import { parseConfig } from "#config/parse-config.ts";
import type { Config } from "#config/config.ts";

export type BenchFolders = {
  /** Of the configuration file; the store lies in `data` below it. */
  readonly folder: string;
  /** Name of the output folder below it. Default: "dist". */
  readonly output?: string;
  readonly homeserverUrl?: string;
};

/** What the command would read from `daybook.yaml`. */
export function benchConfig(
  rooms: readonly { readonly alias: string; readonly slug: string }[],
  { folder, output = "dist", homeserverUrl = "http://127.0.0.1:8008" }: BenchFolders,
): Config {
  const text = JSON.stringify({
    site: {
      url: "https://bench.example/",
      title: "Bench",
      description: "Words that nobody said",
      contact: "mailto:bench@bench.example",
    },
    homeserver: { url: homeserverUrl },
    rooms: rooms.map(({ alias, slug }) => ({ room: alias, slug, index: true })),
    store: "./data",
    output: `./${output}`,
  });
  return parseConfig(text, { file: "daybook.yaml", folder, readText: () => "" });
}
