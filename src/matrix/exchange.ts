import { MatrixError, MatrixHttpApi, Method } from "matrix-js-sdk/lib/http-api/index.js";
import { TypedEventEmitter } from "matrix-js-sdk/lib/models/typed-event-emitter.js";
import { isJsonObject, type JsonObject } from "#lib/json.ts";
import { boundedFetch, TransportError, type FetchLimits, type TransportFailure } from "./bounded-fetch.ts";

/** Values of a list are sent as repeated parameters; undefined ones are left out. */
export type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

export type ExchangeRequest = FetchLimits & {
  readonly baseUrl: string;
  /** undefined: sent without credentials. */
  readonly token: string | undefined;
  readonly userAgent: string;
  readonly path: string;
  readonly query: Query;
  readonly signal: AbortSignal | undefined;
};

/** What came of one HTTP request; which of these to repeat is for `next-step.ts` to say. */
export type Exchange =
  | { readonly kind: "answer"; readonly json: unknown; readonly sizeBytes: number }
  | { readonly kind: "not-json"; readonly status: number; readonly isHtml: boolean }
  | {
      readonly kind: "refusal";
      readonly status: number;
      readonly headers: Headers;
      /** undefined: not JSON; proxies refuse in HTML. */
      readonly body: JsonObject | undefined;
    }
  | { readonly kind: "failure"; readonly failure: TransportFailure };

/** One GET over the SDK's HTTP layer. Throws only the reason of an aborted `signal`. */
export async function exchange(request: ExchangeRequest): Promise<Exchange> {
  let seen: Response | undefined;
  let failure: unknown;
  const http = new MatrixHttpApi(new TypedEventEmitter(), {
    baseUrl: request.baseUrl,
    prefix: "",
    onlyData: true,
    ...(request.token === undefined ? {} : { accessToken: request.token }),
    fetchFn: async (resource, init) => {
      const address = new URL(resource instanceof Request ? resource.url : resource);
      seen = await boundedFetch(address, init ?? {}, request).catch((error: unknown) => {
        // The SDK would wrap it and lose what it says.
        failure = error;
        throw error;
      });
      return seen;
    },
  });
  try {
    const body = await http.authedRequest<Blob>(Method.Get, request.path, queryOf(request.query), undefined, {
      rawResponseBody: true,
      headers: { Accept: "application/json", "User-Agent": request.userAgent },
      ...(request.signal === undefined ? {} : { abortSignal: request.signal }),
    });
    return toAnswer(await body.text(), body.size, seen);
  } catch (error) {
    request.signal?.throwIfAborted();
    if (failure instanceof TransportError) return { kind: "failure", failure: failure.failure };
    if (seen === undefined || seen.ok) throw error;
    const data: unknown = error instanceof MatrixError ? error.data : undefined;
    const body = isJsonObject(data) ? data : undefined;
    return { kind: "refusal", status: seen.status, headers: seen.headers, body };
  }
}

function queryOf(query: Query): Record<string, string | number | string[]> {
  const result: Record<string, string | number | string[]> = {};
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) result[name] = typeof value === "object" ? [...value] : value;
  }
  return result;
}

function toAnswer(text: string, sizeBytes: number, response: Response | undefined): Exchange {
  try {
    return { kind: "answer", json: JSON.parse(text) as unknown, sizeBytes };
  } catch {
    const type = response?.headers.get("content-type") ?? "";
    return { kind: "not-json", status: response?.status ?? 0, isHtml: type.includes("html") || /^\s*</.test(text) };
  }
}
