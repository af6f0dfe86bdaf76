import { endpoints, fillPath, type Endpoint } from "./endpoints.ts";
import { MatrixApiError } from "./matrix-api-error.ts";

/**
 * Asks for an endpoint under the names of the table in turn: older servers, and proxies that pass only some paths on, know some under
 * unstable names only. The first that works is kept, and that a server knows none is remembered too, so that this costs a few requests
 * per run and not per room. Throws kind "unsupported" then.
 */
export function requestByName<Details, Answer>(
  requestPath: (path: string, details: Details) => Promise<Answer>,
): (endpoint: Endpoint, values: Readonly<Record<string, string>>, details: Details) => Promise<Answer> {
  const known = new Map<Endpoint, string>();
  const lacking = new Map<Endpoint, MatrixApiError>();

  return async (endpoint, values, details) => {
    const earlier = lacking.get(endpoint);
    if (earlier !== undefined) throw earlier;
    const names: readonly string[] = endpoints[endpoint];
    const name = known.get(endpoint) ?? (names.length === 1 ? names[0] : undefined);
    if (name !== undefined) return requestPath(fillPath(name, values), details);

    let last: MatrixApiError | undefined;
    for (const candidate of names) {
      try {
        const answer = await requestPath(fillPath(candidate, values), details);
        known.set(endpoint, candidate);
        return answer;
      } catch (error) {
        if (!(error instanceof MatrixApiError) || !isUnknownPath(error)) throw error;
        last = error;
      }
    }
    const { status, errcode } = last ?? {};
    const missing = new MatrixApiError(last?.message ?? endpoint, { kind: "unsupported", status, errcode });
    lacking.set(endpoint, missing);
    throw missing;
  };
}

/** M_UNRECOGNIZED, or the plain 404 of a proxy. */
function isUnknownPath(error: MatrixApiError): boolean {
  return (
    error.kind === "unsupported" || (error.kind === "not-matrix" && (error.status === 404 || error.status === 405))
  );
}
