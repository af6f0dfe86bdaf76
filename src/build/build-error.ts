/** The site could not be built. The message says what happened, why and what to do. */
export class BuildError extends Error {
  override readonly name = "BuildError";
}
