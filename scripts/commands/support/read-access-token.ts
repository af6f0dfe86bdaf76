import { readFileSync, statSync } from "node:fs";
import type { Log } from "#lib/progress.ts";
import { UsageError } from "./usage-error.ts";

/** Where tokens come from when no file does. */
const tokenVariable = "DAYBOOK_ACCESS_TOKEN";

export type TokenSource = {
  /** Absolute path of `homeserver.tokenFile`. */
  readonly tokenFile: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
};

/** The access token of the reading account: from the environment, else from the file. Throws `UsageError` when there is none. */
export function readAccessToken({ tokenFile, environment, log }: TokenSource): string {
  const fromEnvironment = environment[tokenVariable]?.trim();
  if (fromEnvironment !== undefined && fromEnvironment !== "") {
    return checked(fromEnvironment, `The environment variable ${tokenVariable}`);
  }
  if (tokenFile === undefined) {
    throw new UsageError(
      `No access token: ${tokenVariable} is not set and homeserver.tokenFile is not in the configuration.\n` +
        `Log in with an account that never joined the rooms, then store its token in a file and name it:\n` +
        `  homeserver:\n    tokenFile: ./token`,
    );
  }
  const token = checked(readTokenFile(tokenFile), `The token file ${shown(tokenFile)}`);
  warnWhenOpen(tokenFile, log);
  return token;
}

function readTokenFile(path: string): string {
  try {
    return readFileSync(path, "utf8")
      .replace(/^\u{FEFF}/u, "")
      .trim();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    const why = code === "ENOENT" ? "does not exist" : `cannot be read (${code})`;
    throw new UsageError(
      `The token file ${shown(path)} ${why}.\nWrite the access token of the reading account into it, alone on one line, or set ${tokenVariable}.`,
    );
  }
}

/** A token written where its file's path belongs must not be repeated. */
function shown(path: string): string {
  return /(syt|mct|mat|mcr|syr)_|\/[\w-]{100,}$/.test(path) ? "(hidden: it looks like the token itself)" : path;
}

function checked(token: string, source: string): string {
  if (token === "")
    throw new UsageError(`${source} is empty.\nIt has to hold the access token of the reading account.`);
  if (/^[\x21-\x7E]+$/.test(token)) return token;
  throw new UsageError(`${source} holds more than a token.\nIt has to hold the access token alone, on one line.`);
}

function warnWhenOpen(path: string, log: Log): void {
  if (process.platform === "win32" || (statSync(path).mode & 0o077) === 0) return;
  log.warn(`Other users of this machine may read ${path}: chmod 600 keeps the token yours`);
}
