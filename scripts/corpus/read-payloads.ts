import { readFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * Hostile texts of a file that others keep: a JSON list or the default export of a module, of texts or of objects with a `payload`; any other
 * file has one a line. A module is run, so name only files that you trust.
 */
export async function readPayloads(file: string): Promise<readonly string[]> {
  const listed = await readList(file);
  const texts = listed.flatMap((one) => {
    const text: unknown = typeof one === "object" && one !== null && "payload" in one ? one.payload : one;
    return typeof text === "string" && text !== "" ? [text] : [];
  });
  if (texts.length === 0)
    throw new Error(`${file} holds no texts: give a JSON list, a module that exports one, or lines`);
  return [...new Set(texts)];
}

async function readList(file: string): Promise<readonly unknown[]> {
  switch (extname(file)) {
    case ".json":
      return toList(JSON.parse(await readFile(file, "utf8")));
    case ".mjs": {
      const module = (await import(pathToFileURL(resolve(file)).href)) as { readonly default?: unknown };
      return toList(module.default);
    }
    default:
      return (await readFile(file, "utf8")).split("\n");
  }
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
