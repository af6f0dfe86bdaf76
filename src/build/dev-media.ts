import { createReadStream, statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { contentTypeFor } from "#lib/content-types.ts";
import { safeFilePath } from "#lib/media-paths.ts";

/** A file's address, with or without the site's base path, which the development server may have taken off. */
const address = /\/media\/[0-9a-f]{2}\/([0-9a-f]{32})\.([a-z0-9]{1,8})$/;

/** Answers requests for files from the store's folder, for the development server, which has no output folder. */
export function serveMediaFrom(storeFolder: string) {
  return (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    const [, hash, extension] = address.exec(request.url ?? "") ?? [];
    const file = hash && extension && join(storeFolder, safeFilePath({ hash, extension }));
    const found = file && statSync(file, { throwIfNoEntry: false });
    if (!file || !found) return next();
    const headers = { "Content-Type": contentTypeFor(file), "X-Content-Type-Options": "nosniff" };
    response.writeHead(200, { ...headers, "Content-Length": found.size });
    // A reader that went away is no failure.
    pipeline(createReadStream(file), response).catch(() => response.destroy());
  };
}
