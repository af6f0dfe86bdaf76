import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/**
 * The Chromium of this machine: `CHROMIUM_PATH`, else the usual places, else the one that Playwright downloaded. A wrong
 * `CHROMIUM_PATH` throws: whoever sets it means it.
 */
export function findChromium(): string | undefined {
  const asked = process.env["CHROMIUM_PATH"];
  if (asked !== undefined && asked !== "") {
    if (!existsSync(asked))
      throw new Error(`CHROMIUM_PATH names ${asked}, which does not exist: correct it or unset it`);
    return asked;
  }
  return [...usualPlaces, chromium.executablePath()].find((path) => existsSync(path));
}
