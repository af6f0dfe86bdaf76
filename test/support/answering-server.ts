import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";

/** Answers the n-th request, from 1. */
export type Answerer = (response: ServerResponse, nth: number, request: IncomingMessage) => void;

export type AnsweringServer = {
  readonly url: string;
  readonly port: number;
  /** What was asked, oldest first. */
  readonly requests: readonly {
    readonly path: string;
    readonly headers: IncomingMessage["headers"];
    readonly atMs: number;
  }[];
};

/** A server on loopback that answers as told, well or badly, until the test ends. */
export async function answeringServer(context: TestContext, answer: Answerer): Promise<AnsweringServer> {
  const requests: { path: string; headers: IncomingMessage["headers"]; atMs: number }[] = [];
  const server = createServer((request, response) => {
    requests.push({ path: request.url ?? "", headers: request.headers, atMs: performance.now() });
    answer(response, requests.length, request);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, requests };
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

export function sendHtml(response: ServerResponse, status: number): void {
  response.writeHead(status, { "content-type": "text/html" });
  response.end("<!doctype html><title>Welcome</title>");
}
