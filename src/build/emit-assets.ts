import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { CompiledSite } from "./compile-site.ts";
import type { Ledger } from "./ledger.ts";

/** Puts scripts, styles and icons in place, and deletes those of older templates. */
export async function emitAssets({ clientFolder }: CompiledSite, ledger: Ledger): Promise<void> {
  const wanted = new Set<string>([".nojekyll"]);
  // Without this file GitHub Pages leaves out every folder that begins with an underscore.
  await ledger.emit("asset", ".nojekyll", "");
  const entries = await readdir(clientFolder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.toSorted()) {
    const path = relative(clientFolder, file).split(sep).join("/");
    wanted.add(path);
    await ledger.emit("asset", path, await readFile(file));
  }
  const old = (await ledger.read()).filter(({ kind, path }) => kind === "asset" && !wanted.has(path));
  await ledger.remove(old.map(({ path }) => path));
}
