import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";

/** Hostile texts of one kind; its name is that of its file. */
export type HostileClass = { readonly name: string; readonly reason: string; readonly texts: readonly string[] };

type Repeated = { readonly repeat: string; readonly times: number };
type ClassFile = { readonly reason: string; readonly payloads: readonly (string | Repeated)[] };

const folder = new URL("../corpus/hostile/", import.meta.url);

/** The project's own collection of hostile texts, `test/corpus/hostile/`: a file for each class. */
export function hostileClasses(): readonly HostileClass[] {
  return globSync("*.json", { cwd: folder })
    .toSorted()
    .map((file) => {
      const { reason, payloads } = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as ClassFile;
      return { name: basename(file, ".json"), reason, texts: payloads.map(toText) };
    });
}

function toText(payload: string | Repeated): string {
  return typeof payload === "string" ? payload : payload.repeat.repeat(payload.times);
}
