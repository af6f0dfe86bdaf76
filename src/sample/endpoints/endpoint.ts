import type { SampleWorld } from "#sample/sample-world.ts";

/** What an endpoint is given: the path's named parts, decoded, and the query. */
export type EndpointRequest = {
  readonly world: SampleWorld;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
};

/** Answers with the JSON text of a 200, or the bytes of a file; throws `Refusal` for everything else. */
export type EndpointHandler = (request: EndpointRequest) => string | FileAnswer;

export type FileAnswer = { readonly contentType: string; readonly bytes: Uint8Array };

/** A named part of the path, which the route guarantees. */
export function param({ params }: EndpointRequest, name: string): string {
  const value = params[name];
  if (value === undefined) throw new Error(`The route has no part "${name}"`);
  return value;
}
