import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isJsonObject } from "#lib/json.ts";
import type { RemovalKind } from "./records.ts";

/**
 * What must outlive the database: ids and addresses, never content. One JSON object a line, only ever appended; merged into
 * the store on every start, so that an older copy of the database forgets none of it.
 */
export type Decision =
  | { readonly kind: "slug"; readonly room: string; readonly slug: string; readonly title: string }
  | { readonly kind: "part"; readonly event: string; readonly part: number }
  /** The same for the page of its thread. */
  | { readonly kind: "thread-part"; readonly event: string; readonly part: number }
  | { readonly kind: "address"; readonly path: string; readonly on: string }
  /** Secret: what aliases and salted short ids are made with. */
  | { readonly kind: "seed"; readonly seed: string }
  | RemovalDecision;

/** What the operator took out of the archive, or let in again. `at` is ISO 8601, UTC. */
export type RemovalDecision =
  | {
      readonly kind: "removal";
      readonly what: RemovalKind;
      readonly target: string;
      readonly reason?: string;
      readonly at: string;
    }
  | { readonly kind: "removal-undone"; readonly what: RemovalKind; readonly target: string; readonly at: string };

export const decisionsFileName = "decisions.jsonl";

/** Appends lines, after one that a full disk or a crash has cut short too. */
export async function appendDecisions(folder: string, decisions: readonly Decision[]): Promise<void> {
  if (decisions.length === 0) return;
  const file = await open(join(folder, decisionsFileName), "a+", 0o600);
  try {
    const { size } = await file.stat();
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
    const start = size > 0 && buffer.toString() !== "\n" ? "\n" : "";
    await file.appendFile(`${start}${decisions.map((decision) => JSON.stringify(decision)).join("\n")}\n`);
  } finally {
    await file.close();
  }
}

/** Reads all decisions. A line cut short by a crash is passed over: it was not answered for when it was written. */
export async function readDecisions(folder: string): Promise<readonly Decision[]> {
  const text = await readFile(join(folder, decisionsFileName), "utf8").catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  });
  return text.split("\n").flatMap((line) => {
    if (line === "") return [];
    try {
      const decision: unknown = JSON.parse(line);
      return isJsonObject(decision) ? [decision as unknown as Decision] : [];
    } catch {
      return [];
    }
  });
}
