import { once } from "node:events";
import { createServer, request as forward } from "node:http";
import type { AddressInfo } from "node:net";
import type { Ending } from "../support/temporary-folder.ts";

export type Recorded = {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body: string;
};

/** Stands in front of a homeserver of any kind and keeps what was asked and answered. */
export type RecordingProxy = { readonly url: string; readonly log: Recorded[] };

export async function openRecordingProxy(ending: Ending, serverUrl: string): Promise<RecordingProxy> {
  const log: Recorded[] = [];
  const server = createServer((incoming, outgoing) => {
    const { method = "", url: path = "", headers } = incoming;
    const onward = forward(serverUrl + path, { method, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        const status = answer.statusCode ?? 502;
        const bytes = Buffer.concat(chunks);
        log.push({ method, path, status, body: bytes.toString() });
        outgoing.writeHead(status, answer.headers);
        outgoing.end(bytes);
      });
    });
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  ending.after(async () => {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, log };
}
