import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Says which store a folder comes from; a foreign or missing one means a full build. */
export const stampPath = ".daybook";

/** The id of the store whose site a folder holds; undefined: it holds none. */
export async function readStamp(folder: string): Promise<string | undefined> {
  return readFile(join(folder, stampPath), "utf8").then(
    (text) => text.trim(),
    () => undefined,
  );
}
