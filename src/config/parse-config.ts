import { resolve } from "node:path";
import { parseRoomAlias } from "#matrix/ids.ts";
import { checkAcross } from "./check-across.ts";
import { ConfigError, type ConfigProblem } from "./config-error.ts";
import type { Config, RoomConfig } from "./config.ts";
import { describeIssue, keyText, problemAt, problemForSwallowed } from "./describe-issue.ts";
import { optOutProblem, parseOptOutFile } from "./opt-out.ts";
import { configSchema, type ParsedKeys } from "./schema.ts";
import { slugForAlias } from "./slug.ts";
import { readSource, type Source } from "./source.ts";

export type ConfigOptions = {
  /** How messages name the file. */
  readonly file: string;
  /** Absolute folder of the file: relative paths in it start there. */
  readonly folder: string;
  /** Reads the file of `publication.optOutFile`, given its absolute path; throws when it cannot. */
  readonly readText: (path: string) => string;
};

/**
 * The text of `daybook.yaml` as a frozen configuration with every default filled in.
 * Throws `ConfigError` with all problems at once.
 */
export function parseConfig(text: string, options: ConfigOptions): Config {
  const { file, folder } = options;
  const read = readSource(text);
  if ("problems" in read)
    throw new ConfigError(
      file,
      read.problems.map((problem) => ({ file, key: "", ...problem })),
    );
  const { source } = read;
  const parsed = configSchema.safeParse(source.value);
  const problems = uniqueProblems([
    ...source.swallowed.map((swallowed) => problemForSwallowed(swallowed, source, file)),
    ...(parsed.error?.issues ?? []).flatMap((issue) => describeIssue(issue, source, file)),
    ...checkAcross(source.value, folder, source.lineOf).map(({ path, instead, found }) => {
      const problem = problemAt(path, instead, source, file);
      return found === undefined || problem.instead !== instead ? problem : { ...problem, found };
    }),
  ]);
  const optOut = readOptOutFile(parsed.data, source, options);
  if (parsed.data === undefined || problems.length + optOut.problems.length > 0) {
    throw new ConfigError(file, [...problems, ...optOut.problems]);
  }
  return freezeDeep(toConfig(parsed.data, optOut.entries, folder));
}

/** One problem for each key, in the order of the file. */
function uniqueProblems(problems: readonly ConfigProblem[]): readonly ConfigProblem[] {
  const byKey = new Map<string, ConfigProblem>();
  for (const problem of problems) if (!byKey.has(problem.key)) byKey.set(problem.key, problem);
  return [...byKey.values()].toSorted((left, right) => (left.line ?? 0) - (right.line ?? 0));
}

function readOptOutFile(keys: ParsedKeys | undefined, source: Source, { file, folder, readText }: ConfigOptions) {
  const written = keys?.publication.optOutFile;
  if (written === undefined) return { entries: [], problems: [] };
  const path = resolve(folder, written);
  try {
    const lines = parseOptOutFile(readText(path));
    const problems = lines.flatMap(({ line, entry }) => {
      const instead = optOutProblem(entry);
      return instead === undefined ? [] : [{ file: path, line, key: "", found: JSON.stringify(entry), instead }];
    });
    return { entries: lines.map(({ entry }) => entry), problems };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const key = ["publication", "optOutFile"];
    const instead = `the path of a file that can be read (${why})`;
    return { entries: [], problems: [{ file, line: source.lineOf(key), key: keyText(key), found: path, instead }] };
  }
}

function toConfig(keys: ParsedKeys, optOutOfFile: readonly string[], folder: string): Config {
  const { site, homeserver, publication, media } = keys;
  const atFolder = (path: string | undefined) => (path === undefined ? undefined : resolve(folder, path));
  return {
    site: {
      ...site,
      mediaUrl: site.mediaUrl,
      logo: atFolder(site.logo),
      accent: site.accent,
      extra: atFolder(site.extra),
    },
    homeserver: {
      url: homeserver.url?.replace(/\/$/, ""),
      name: homeserver.name,
      tokenFile: atFolder(homeserver.tokenFile),
      parallel: homeserver.parallel,
    },
    rooms: keys.rooms.map((room) => toRoomConfig(room, publication)),
    spaces: keys.spaces,
    publication: {
      delayMs: publication.delay,
      names: publication.names,
      optOut: [...new Set([...publication.optOut, ...optOutOfFile])],
      policyLists: publication.policyLists,
      sweepMs: publication.sweep,
      brake: publication.brake,
    },
    media: { perFileBytes: media.perFile, perRoomBytes: media.perRoom, totalBytes: media.total },
    store: resolve(folder, keys.store),
    output: resolve(folder, keys.output),
  };
}

function toRoomConfig(
  { delay, ...room }: ParsedKeys["rooms"][number],
  publication: ParsedKeys["publication"],
): RoomConfig {
  const alias = parseRoomAlias(room.room);
  const slug = room.slug ?? (alias === undefined ? undefined : slugForAlias(alias));
  // check-across.ts refused entries without a slug.
  if (slug === undefined) throw new TypeError(`No slug for ${room.room}`);
  return {
    room: room.room,
    slug,
    title: room.title,
    index: room.index,
    media: room.media,
    since: room.since,
    decision: room.decision,
    bridges: room.bridges,
    via: room.via,
    contact: room.contact,
    language: room.language,
    threads: room.threads,
    membership: room.membership,
    offRecord: room.offRecord,
    delayMs: delay ?? publication.delay,
    names: room.names ?? publication.names,
    follow: room.follow,
  };
}

function freezeDeep<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const child of Object.values(value)) freezeDeep(child);
  }
  return value;
}
