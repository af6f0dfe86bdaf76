/** One thing that is wrong in a configuration file, in the words the operator reads. */
export type ConfigProblem = {
  /** As the operator named it. */
  readonly file: string;
  /** Counted from 1. undefined where no line can be named: the file is empty. */
  readonly line: number | undefined;
  /** `rooms[1].slug`; empty for the file as a whole. */
  readonly key: string;
  /** What stands there. Never holds a token. */
  readonly found: string;
  /** What to write instead. */
  readonly instead: string;
};

/** A configuration that cannot be used, with every problem found in it. Nothing was done. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly ConfigProblem[];

  constructor(file: string, problems: readonly ConfigProblem[]) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    super([`${file} cannot be used: ${count}. Nothing was done.`, ...problems.map(toText)].join("\n\n"));
    this.problems = problems;
  }
}

function toText({ file, line, key, found, instead }: ConfigProblem): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return `  ${key === "" ? place : `${place}  ${key}`}\n    found: ${found}\n    write: ${instead}`;
}
