import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { SiteConfig } from "#config/config.ts";
import { logoPath } from "#view/urls.ts";
import { BuildError } from "./build-error.ts";
import { unfinishedFolder } from "./emit-file.ts";
import type { Ledger } from "./ledger.ts";
import { ownFolders } from "./remove-leftovers.ts";

/**
 * Copies the files of `site.extra` into the output folder as they are, and the logo, and deletes those that are there no longer. Comes
 * last, and with every build: nothing else tells that a file has changed.
 * Throws `BuildError` for what cannot be read, and for a file in the place of one of the site's own.
 */
export async function emitExtra(
  { extra: extraFolder, logo }: Pick<SiteConfig, "extra" | "logo">,
  ledger: Ledger,
  { slugs }: { readonly slugs: readonly string[] },
): Promise<void> {
  const logoFile = logo === undefined ? undefined : logoPath(logo);
  const paths = extraFolder === undefined ? [] : await filesIn(extraFolder);
  const ours = new Set([...ownFolders, unfinishedFolder, ...slugs]);
  const taken = new Set((await ledger.readPaths(paths)).filter(({ kind }) => kind !== "extra").map(({ path }) => path));
  const clashes = paths.filter((path) => taken.has(path) || path === logoFile || ours.has(path.split("/", 1)[0] ?? ""));
  if (extraFolder !== undefined && clashes.length > 0) {
    throw new BuildError(
      `The folder ${extraFolder} (site.extra) holds ${clashes.slice(0, 10).join(", ")}, where the site has its own files. Rename or delete what is named here and build again.`,
    );
  }
  const wanted = new Set([...paths, logoFile]);
  const old = (await ledger.readKind("extra")).map(({ path }) => path).filter((path) => !wanted.has(path));
  await ledger.remove(old);
  for (const path of paths) await ledger.emit("extra", path, await readFile(join(extraFolder ?? "", path)));
  if (logo !== undefined && logoFile !== undefined) await ledger.emit("extra", logoFile, await readLogo(logo));
}

async function readLogo(file: string): Promise<Buffer> {
  return readFile(file).catch((error: unknown) => {
    throw new BuildError(
      `The logo ${file} (site.logo) could not be read: ${(error as Error).message}. Put it there or change the key.`,
      { cause: error },
    );
  });
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    throw new BuildError(
      `The folder ${folder} (site.extra) could not be read: ${(error as Error).message}. Make it or change the key.`,
      { cause: error },
    );
  });
  const toPath = (entry: (typeof entries)[number]) =>
    relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/");
  const odd = entries.find((entry) => !entry.isFile() && !entry.isDirectory());
  if (odd !== undefined) {
    throw new BuildError(
      `${toPath(odd)} in the folder ${folder} (site.extra) is neither a file nor a folder, and could lead anywhere. Put a copy in its place and build again.`,
    );
  }
  return entries
    .filter((entry) => entry.isFile())
    .map(toPath)
    .toSorted();
}
