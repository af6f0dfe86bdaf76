import type { TestContext } from "node:test";
import type { SampleHomeserver, SampleHomeserverOptions } from "#sample/start-sample-homeserver.ts";
import { startSampleHomeserver } from "#sample/start-sample-homeserver.ts";

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Members that an answer lacks are undefined, whatever the type says: a test that needs one fails. */
  readonly json: AnswerJson;
};

/** The members of all answers that tests look into. */
export type AnswerJson = {
  readonly errcode: string;
  readonly retry_after_ms: number;
  readonly event_id: string;
  readonly origin_server_ts: number;
  readonly chunk: readonly WireEvent[];
  readonly start: string;
  readonly end: string | undefined;
  readonly next_batch: string;
  readonly event: WireEvent;
  readonly events_before: readonly WireEvent[];
  readonly events_after: readonly WireEvent[];
  readonly state: readonly WireEvent[];
  readonly content: WireContent;
  readonly unsigned: WireUnsigned;
  readonly rooms: readonly {
    readonly name: string;
    readonly room_type: string;
    readonly children_state: readonly unknown[];
  }[];
};

export type WireEvent = {
  readonly event_id: string;
  readonly type: string;
  readonly origin_server_ts: number;
  readonly content: WireContent;
  readonly redacts: string;
  readonly prev_content: WireContent;
  readonly unsigned: WireUnsigned;
};

export type WireContent = {
  readonly body?: string;
  readonly redacts?: string;
  readonly reason?: string;
  readonly topic?: string;
  readonly displayname?: string;
  readonly history_visibility?: string;
  readonly "m.new_content"?: WireContent;
};

type WireUnsigned = {
  readonly age: number;
  readonly membership: string;
  readonly prev_content: WireContent;
  readonly redacted_because: WireEvent;
  readonly "m.relations": {
    readonly "m.replace": WireEvent;
    readonly "m.thread": { readonly latest_event: WireEvent };
  };
};

export type SampleClient = {
  readonly server: SampleHomeserver;
  /** A GET with the reader's token, or with another one; undefined: without any. */
  get(path: string, options?: { token?: string | undefined }): Promise<Answer>;
  /** A GET below `/_matrix/client/v3/rooms/{roomId}`, or `v1` where the endpoint is there. */
  room(roomId: string, path: string): Promise<Answer>;
};

/** A sample homeserver that lives as long as the test. */
export async function openSample(context: TestContext, options: SampleHomeserverOptions = {}): Promise<SampleClient> {
  const server = await startSampleHomeserver(options);
  context.after(() => server.stop());
  const get: SampleClient["get"] = async (path, { token } = { token: server.token }) => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch(`${server.url}${path}`, { headers });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parsed(text) };
  };
  return {
    server,
    get,
    room(roomId, path) {
      const version = /^(relations|hierarchy|timestamp_to_event)/.test(path) ? "v1" : "v3";
      return get(`/_matrix/client/${version}/rooms/${encodeURIComponent(roomId)}/${path}`);
    },
  };
}

/** Pages from one end to the other, to the page without `end`. Stops with an error where a walk would never end. */
export async function walk(
  client: SampleClient,
  roomId: string,
  { dir = "b", limit = 100 } = {},
): Promise<readonly Answer[]> {
  const pages: Answer[] = [];
  for (let from = ""; pages.length < 10_000;) {
    const page = await client.room(roomId, `messages?dir=${dir}&limit=${limit}${from}`);
    pages.push(page);
    if (page.json.end === undefined) return pages;
    from = `&from=${encodeURIComponent(page.json.end)}`;
  }
  throw new Error("The walk did not end");
}

/** The texts of a walk's messages, in the order of the pages. */
export function bodiesOf(pages: readonly Answer[]): readonly string[] {
  return pages
    .flatMap((page) => page.json.chunk.map((event) => event.content.body))
    .filter((body) => body !== undefined);
}

/** `{}` where the body is no JSON: then nothing is there that a test could find. */
function parsed(text: string): AnswerJson {
  try {
    return JSON.parse(text) as AnswerJson;
  } catch {
    return {} as AnswerJson;
  }
}
