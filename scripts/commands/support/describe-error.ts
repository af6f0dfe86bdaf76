import { ConfigError } from "#config/config-error.ts";
import { exitCode, type ExitCode } from "./exit-code.ts";
import { InterruptedError } from "./interruption.ts";
import { UsageError } from "./usage-error.ts";

/** An error for the operator: what happened, why, what to do. */
export type DescribedError = {
  readonly text: string;
  readonly code: ExitCode;
  /** The same for `--json`. */
  readonly json: { readonly error: { readonly kind: string; readonly message: string; readonly problems?: unknown } };
};

export function describeError(
  error: unknown,
  { isAborted, verbose }: { isAborted: boolean; verbose: boolean },
): DescribedError {
  const details = verbose && error instanceof Error ? `\n\n${stackOf(error)}` : "";
  const described = (kind: string, message: string, code: ExitCode, problems?: unknown): DescribedError => ({
    text: message + details,
    code,
    json: { error: { kind, message, ...(problems === undefined ? {} : { problems }) } },
  });
  if (isAborted || error instanceof InterruptedError) {
    const message = "Interrupted. What was done is kept; the same command goes on from there.";
    return described("interrupted", message, exitCode.interrupted);
  }
  if (error instanceof ConfigError) return described("configuration", error.message, exitCode.usage, error.problems);
  if (error instanceof UsageError) return described("usage", error.message, exitCode.usage);
  if (!(error instanceof Error)) return described("unexpected", unexpected(String(error)), exitCode.partial);
  if (ownErrors.has(error.name)) return described(error.name, error.message, exitCode.partial);
  const system = systemMessage(error);
  if (system !== undefined) return described("system", system, exitCode.partial);
  return described("unexpected", unexpected(error.message, verbose), exitCode.partial);
}

/** Errors whose messages are written for operators. Told by name, so that no command loads what it does not use. */
const ownErrors: ReadonlySet<string> = new Set(["MatrixApiError", "StoreError", "BuildError"]);

const systemReasons: Readonly<Record<string, string>> = {
  ENOSPC: "The disk is full. Free some space and run the command again; what was done is kept.",
  EDQUOT: "This user's share of the disk is used up. Free some space and run the command again; what was done is kept.",
  EACCES: "This user may not do that. Check owner and permissions of the file and its folder.",
  EPERM: "This user may not do that. Check owner and permissions of the file and its folder.",
  EROFS: "The file system cannot be written to. Choose other folders with the keys store and output.",
  ENOENT: "The file or folder does not exist.",
  ENOTDIR: "A file stands where a folder is needed.",
  EISDIR: "A folder stands where a file is needed.",
  EMFILE: "Too many files are open. Raise the limit (ulimit -n) and run the command again.",
  EADDRINUSE: "Another program uses that port. Choose another with --port.",
  EIO: "The disk could not be read or written. Check it before going on.",
};

function systemMessage(error: Error): string | undefined {
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const reason = systemReasons[code];
  return reason === undefined ? undefined : `${reason}\n(${error.message})`;
}

function unexpected(message: string, verbose = false): string {
  const more = verbose ? "Please report it with what follows." : "Please report it, with the output of --verbose.";
  return `Daybook failed in a way that was not foreseen: ${message}\nWhat was done is kept. ${more}`;
}

function stackOf(error: Error): string {
  const own = error.stack ?? error.message;
  return error.cause instanceof Error ? `${own}\nCaused by: ${stackOf(error.cause)}` : own;
}
