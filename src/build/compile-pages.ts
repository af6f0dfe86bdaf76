import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "astro";
import { astroSettings, foldersIn } from "./astro-settings.ts";

/**
 * A program: `node compile-pages.ts FOLDER SITE-URL` compiles the pages into a folder. In a process of its own, because Astro and
 * its bundler keep hundreds of megabytes that a build needs for other things.
 */
const [, , folder, siteUrl] = process.argv;
if (folder === undefined || siteUrl === undefined) throw new Error("compile-pages.ts takes a folder and an address");
// A terminal tells everybody; the build decides what an interruption means.
process.on("SIGINT", () => undefined);
await mkdir(folder, { recursive: true });
await build({ ...astroSettings(siteUrl, foldersIn(folder)), configFile: false, logLevel: "error" });
// Node takes the folder's modules for what they are, wherever the store is.
await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
