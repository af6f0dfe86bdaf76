import { once } from "node:events";
import { createReadStream } from "node:fs";
import { realpath } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { contentTypeFor } from "#lib/content-types.ts";
import { findFile, findSiteFile, type SiteAnswer, type SitePlace } from "./find-site-file.ts";

export type ServeOptions = {
  /** The built site. */
  readonly folder: string;
  /** Path under which the site was built; begins and ends with a slash. */
  readonly basePath?: string;
  /** 0, the default: any free one. */
  readonly port?: number;
};

export type SiteServer = {
  /** `http://127.0.0.1:8080/chat/`: the start page. */
  readonly url: string;
  readonly stop: () => Promise<void>;
};

const host = "127.0.0.1";

/**
 * Serves a built site on loopback as a static host would, for looking at it before it is published. Rejects with the system's
 * error when the folder is missing or the port is taken.
 */
export async function serveSite({ folder, basePath = "/", port = 0 }: ServeOptions): Promise<SiteServer> {
  const place = { folder: await realpath(folder), basePath };
  const server = createServer((request, response) => {
    // A reader that went away is no failure, and there is nobody left to tell.
    answer(request, response, place).catch(() => response.destroy());
  });
  server.listen(port, host);
  await once(server, "listening");
  const { port: used } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${used}${basePath}`,
    async stop() {
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, place: SitePlace): Promise<void> {
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Cache-Control", "no-cache");
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { Allow: "GET, HEAD" }).end();
    return;
  }
  const found = await findSiteFile(request.url ?? "/", place);
  switch (found.kind) {
    case "file":
      return sendFile(request, response, { status: 200, file: found });
    case "redirect":
      response.writeHead(301, { Location: found.to }).end();
      return;
    case "malformed":
      response.writeHead(400, { "Content-Type": "text/plain; charset=utf-8" }).end("This address is malformed.\n");
      return;
    case "missing":
      return sendMissing(request, response, place);
  }
}

async function sendMissing(request: IncomingMessage, response: ServerResponse, { folder }: SitePlace): Promise<void> {
  const page = await findFile(folder, join(folder, "404.html"));
  if (page.kind === "file") return sendFile(request, response, { status: 404, file: page });
  response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" }).end("There is no such page.\n");
}

type FoundFile = Extract<SiteAnswer, { kind: "file" }>;

async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  { status, file }: { status: number; file: FoundFile },
): Promise<void> {
  const tag = `"${file.sizeBytes.toString(36)}-${Math.trunc(file.modifiedMs).toString(36)}"`;
  if (status === 200 && request.headers["if-none-match"] === tag) {
    response.writeHead(304, { ETag: tag }).end();
    return;
  }
  response.writeHead(status, {
    "Content-Type": contentTypeFor(basename(file.path)),
    "Content-Length": file.sizeBytes,
    ETag: tag,
  });
  if (request.method === "HEAD") response.end();
  else await pipeline(createReadStream(file.path), response);
}
