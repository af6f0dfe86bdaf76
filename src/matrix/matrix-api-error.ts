/** Why a homeserver gave no usable answer. `forbidden`, `not-found` and `unauthorized` are definite; the rest teach nothing. */
export type MatrixFailure =
  | "unreachable"
  | "timeout"
  | "not-matrix"
  | "too-large"
  | "rate-limited"
  | "server-error"
  | "unauthorized"
  | "forbidden"
  | "not-found"
  | "unsupported"
  | "bad-request";

/** A request that failed for good. The message is for the operator and holds no token. */
export class MatrixApiError extends Error {
  override readonly name = "MatrixApiError";
  readonly kind: MatrixFailure;
  readonly status: number | undefined;
  readonly errcode: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    details: {
      kind: MatrixFailure;
      status?: number | undefined;
      errcode?: string | undefined;
      retryAfterMs?: number | undefined;
      cause?: unknown;
    },
  ) {
    super(message, { cause: details.cause });
    this.kind = details.kind;
    this.status = details.status;
    this.errcode = details.errcode;
    this.retryAfterMs = details.retryAfterMs;
  }

  /** True when the server itself said no, so that acting on it is right; false when we only failed to learn anything. */
  get isDefinite(): boolean {
    return this.kind === "forbidden" || this.kind === "not-found";
  }
}
