/** The archive on disk cannot be used as it is. The message says what happened, why and what to do. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}
