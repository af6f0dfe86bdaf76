import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

const synapseVersion = "1.163.2";

/** Synapse cannot be had on this machine; the message says what is missing. */
export class SynapseMissing extends Error {
  override readonly name = "SynapseMissing";
}

/**
 * The Python of a virtual environment with Synapse in it, made once and kept in `node_modules/.cache/daybook` (or below
 * `DAYBOOK_CACHE`). Several test files may ask at the same time: one makes it, the others wait. Throws `SynapseMissing`.
 */
export async function synapsePython(): Promise<string> {
  const folder = join(
    resolve(process.env["DAYBOOK_CACHE"] ?? "node_modules/.cache/daybook"),
    `synapse-${synapseVersion}`,
  );
  const python = join(folder, "bin", "python");
  if (existsSync(python)) return python;
  await mkdir(dirname(folder), { recursive: true });
  const unlock = await lock(`${folder}.lock`);
  try {
    if (!existsSync(python)) await install(folder);
    return python;
  } finally {
    await unlock();
  }
}

/** Built beside its place and renamed, so that what has the name is whole. */
async function install(folder: string): Promise<void> {
  const system = await findPython();
  console.error(`Installing Synapse ${synapseVersion} for the tests with ${system}: once, about half a minute …`);
  const draft = `${folder}.draft-${process.pid}`;
  try {
    await run(system, ["-m", "venv", draft]);
    await run(join(draft, "bin", "python"), ["-m", "pip", "install", "--quiet", `matrix-synapse==${synapseVersion}`], {
      timeout: 600_000,
    });
    await rename(draft, folder);
  } catch (error) {
    const words = error instanceof Error ? error.message.trim().split("\n").slice(-3).join(" ") : String(error);
    await rm(draft, { recursive: true, force: true });
    throw new SynapseMissing(`Synapse ${synapseVersion} could not be installed from PyPI: ${words}`, { cause: error });
  }
}

const pythonNames = [
  "python3",
  "python3.14",
  "python3.13",
  "python3.12",
  "python3.11",
  "python3.10",
  "/usr/bin/python3",
];
const pythonProbe =
  "import sys, sqlite3, venv, ensurepip; sys.exit(0 if sys.version_info >= (3, 10) and sqlite3.sqlite_version_info >= (3, 37, 2) else 1)";

async function findPython(): Promise<string> {
  const wished = process.env["DAYBOOK_PYTHON"];
  for (const name of wished === undefined ? pythonNames : [wished]) {
    try {
      await run(name, ["-c", pythonProbe]);
      return name;
    } catch {
      // Absent, too old, or without venv: the next one may do.
    }
  }
  throw new SynapseMissing(
    "Synapse needs Python 3.10 or newer with venv (Debian: apt-get install python3-venv) and SQLite 3.37.2; DAYBOOK_PYTHON may name it",
  );
}

/** A file that holds the process id of whoever is at work; left behind by a process that died, it is taken over. */
async function lock(path: string): Promise<() => Promise<void>> {
  for (;;) {
    try {
      await writeFile(path, String(process.pid), { flag: "wx" });
      return () => rm(path, { force: true });
    } catch {
      const owner = Number(await readFile(path, "utf8").catch(() => ""));
      if (owner > 0 && !isAlive(owner)) await rm(path, { force: true });
      await sleep(300);
    }
  }
}

export function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}
