/** The archive on disk cannot be used as it is. The message says what happened, why and what to do. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}

/** Another process has the lock that was asked for. */
export class StoreBusyError extends StoreError {}

/** A room cannot have the slug it is configured with: another one was published under it. No other room is concerned. */
export class SlugTakenError extends Error {
  override readonly name = "SlugTakenError";
}
