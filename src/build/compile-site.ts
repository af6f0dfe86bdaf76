import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { foldersIn, projectRoot, type CompiledFolders } from "./astro-settings.ts";
import { BuildError } from "./build-error.ts";

export type CompiledSite = {
  /** Equal key, equal templates. */
  readonly key: string;
  /** Folder with scripts, styles and icons. */
  readonly clientFolder: string;
  /** The program that renders pages. */
  readonly entryFile: string;
};

/** What the compiled pages depend on, below the project's root. */
const sources = ["src", "public", "package.json", "package-lock.json"];

/**
 * Compiles the pages once for each set of templates and base path, into the store's folder; an unchanged set costs nothing.
 * A compile that was cut short leaves nothing that a later one takes for whole.
 */
export async function compileSite(siteUrl: string, storeFolder: string): Promise<CompiledSite> {
  const folder = join(storeFolder, "compiled", await sourceKey(siteUrl));
  const compiled = await compiledSiteIn(siteUrl, folder);
  if (existsSync(folder)) return compiled;
  const unfinished = `${folder}.${process.pid}`;
  await compileInto(unfinished, siteUrl);
  await rename(unfinished, folder).catch(async (error: unknown) => {
    // Another build of the same sources was quicker; what it made is the same.
    if (!existsSync(folder)) throw error;
    await rm(unfinished, { recursive: true, force: true });
  });
  await removeOldOnes(join(storeFolder, "compiled"));
  return compiled;
}

/** As many sets of compiled pages as stay: outputs with different base paths may share a store. */
const keptSets = 4;

async function removeOldOnes(folder: string): Promise<void> {
  const sets = [];
  for (const name of await readdir(folder)) sets.push({ name, madeAt: (await stat(join(folder, name))).mtimeMs });
  for (const { name } of sets.toSorted((a, b) => b.madeAt - a.madeAt).slice(keptSets)) {
    await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** What lies in a folder that these sources were compiled into. */
export async function compiledSiteIn(siteUrl: string, folder: string): Promise<CompiledSite> {
  const key = await sourceKey(siteUrl);
  return { key, clientFolder: join(folder, "client"), entryFile: join(folder, "server", "entry.mjs") };
}

/** Where Astro's own `build` command compiles to: beside what `daybook build` keeps, in the private folder. */
export function compiledFolders(storeFolder: string): CompiledFolders & { readonly folder: string } {
  return foldersIn(join(storeFolder, "compiled-by-astro"));
}

async function compileInto(folder: string, siteUrl: string): Promise<void> {
  const program = fileURLToPath(new URL("compile-pages.ts", import.meta.url));
  try {
    await promisify(execFile)(process.execPath, [program, folder, siteUrl]);
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim() ?? "";
    throw new BuildError(
      `The pages could not be compiled. If the installation was changed, install it anew; else report what follows.\n${said}`,
      { cause: error },
    );
  }
}

async function sourceKey(siteUrl: string): Promise<string> {
  const hash = createHash("sha256").update(new URL(siteUrl).pathname);
  const root = fileURLToPath(projectRoot);
  for (const source of sources) {
    for (const file of await filesBelow(root, source)) {
      hash
        .update(file)
        .update("\0")
        .update(await readFile(join(root, file)))
        .update("\0");
    }
  }
  return hash.digest("hex").slice(0, 16);
}

async function filesBelow(root: string, path: string): Promise<readonly string[]> {
  if (!existsSync(join(root, path))) return [];
  const entries = await readdir(join(root, path), { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return [path];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .toSorted();
}
