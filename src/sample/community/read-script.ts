import { readFileSync } from "node:fs";

/** The text of a file of the sample community's scripts, by its name without ending. */
export function readScript(name: string): string {
  return readFileSync(new URL(`scripts/${name}.txt`, import.meta.url), "utf8");
}
