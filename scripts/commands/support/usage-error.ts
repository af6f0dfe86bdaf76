/** The command was called in a way that cannot work. The message says what happened, why, and what to do. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
