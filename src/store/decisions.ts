import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isJsonObject } from "#lib/json.ts";

/**
 * What must outlive the database: ids and addresses, never content. One JSON object a line, only ever appended; merged into
 * the store on every start, so that an older copy of the database forgets none of it.
 */
export type Decision =
  | { readonly kind: "slug"; readonly room: string; readonly slug: string; readonly title: string }
  | { readonly kind: "part"; readonly event: string; readonly part: number }
  | { readonly kind: "address"; readonly path: string; readonly on: string };

export const decisionsFileName = "decisions.jsonl";

export async function appendDecisions(folder: string, decisions: readonly Decision[]): Promise<void> {
  if (decisions.length === 0) return;
  await appendFile(
    join(folder, decisionsFileName),
    `${decisions.map((decision) => JSON.stringify(decision)).join("\n")}\n`,
    { mode: 0o600 },
  );
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
