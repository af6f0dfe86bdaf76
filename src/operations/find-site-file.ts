import { realpath, stat } from "node:fs/promises";
import { basename, join, sep } from "node:path";

/** What an address leads to. */
export type SiteAnswer =
  | { readonly kind: "file"; readonly path: string; readonly sizeBytes: number; readonly modifiedMs: number }
  /** Path and query to go to instead. */
  | { readonly kind: "redirect"; readonly to: string }
  | { readonly kind: "missing" }
  | { readonly kind: "malformed" };

export type SitePlace = {
  /** The real path of the folder: what lies outside is never served, whatever links lead there. */
  readonly folder: string;
  /** Begins and ends with a slash. */
  readonly basePath: string;
};

/** Finds the file for a request target (`/chat/general/?q=1`), as static hosts do: folders have a slash and an index.html. */
export async function findSiteFile(target: string, { folder, basePath }: SitePlace): Promise<SiteAnswer> {
  const [, rawPath = "", query = ""] = /^([^?#]*)(\?[^#]*)?/.exec(target) ?? [];
  const path = decodePath(rawPath);
  if (path === undefined || !path.startsWith("/")) return { kind: "malformed" };
  if (path === "/" || `${path}/` === basePath) {
    if (path !== basePath) return { kind: "redirect", to: basePath + query };
  }
  if (!path.startsWith(basePath)) return { kind: "missing" };
  const wanted = join(folder, path.slice(basePath.length));
  const found = await statWithin(folder, wanted);
  if (found?.isDirectory() !== true)
    return found === undefined || path.endsWith("/") ? { kind: "missing" } : asFile(wanted, found);
  if (!path.endsWith("/"))
    return { kind: "redirect", to: `${basePath}${encodePath(path.slice(basePath.length))}/${query}` };
  return findFile(folder, join(wanted, "index.html"));
}

/** A file of the folder, if it is one. */
export async function findFile(folder: string, path: string): Promise<SiteAnswer> {
  const found = await statWithin(folder, path);
  return found?.isFile() === true ? asFile(path, found) : { kind: "missing" };
}

function asFile(path: string, { size, mtimeMs }: { size: number; mtimeMs: number }): SiteAnswer {
  return { kind: "file", path, sizeBytes: size, modifiedMs: mtimeMs };
}

/** undefined for what is malformed or would climb out of the folder. */
function decodePath(rawPath: string): string | undefined {
  try {
    const path = decodeURIComponent(rawPath);
    const climbs = path.split(/[/\\]/).some((part) => part === ".." || part === ".");
    return climbs || path.includes("\0") || path.includes("//") ? undefined : path;
  } catch {
    return undefined;
  }
}

function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

async function statWithin(folder: string, path: string) {
  try {
    const real = await realpath(path);
    if (real !== folder && !real.startsWith(folder + sep)) return undefined;
    const found = await stat(real);
    // File systems that ignore case would serve addresses that do not exist on other hosts.
    return basename(real) === basename(path) || path === folder || path === folder + sep ? found : undefined;
  } catch {
    return undefined;
  }
}
