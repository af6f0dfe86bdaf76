import { ConfigError } from "#config/config-error.ts";
import type { Config } from "#config/config.ts";
import { parseConfig } from "#config/parse-config.ts";

/** The shortest configuration that says all that must be said. */
export const smallest = `site:
  url: https://chat.example.org/
  title: Example chat
  contact: mailto:archive@example.org
homeserver:
  url: https://matrix.example.org
rooms:
  - room: "#general:example.org"
`;

export const folder = "/srv/daybook";

export function parse(text: string, readText: (path: string) => string = refuseToRead): Config {
  return parseConfig(text, { file: "daybook.yaml", folder, readText });
}

/** Each problem as `line key | found | instead`; empty when the text is accepted. */
export function problemsOf(text: string, readText?: (path: string) => string): readonly string[] {
  try {
    parse(text, readText);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ line, key, found, instead }) => `${line ?? "-"} ${key} | ${found} | ${instead}`);
  }
}

function refuseToRead(path: string): never {
  throw new Error(`Nothing should be read, but ${path} was`);
}
