import type { MediaRefusal } from "#lib/safe-media.ts";

/** Ends the work on one file. Thrown and caught inside this folder: callers see a `Derived`. */
export class Refusal extends Error {
  readonly reason: MediaRefusal;

  constructor(reason: MediaRefusal, cause?: unknown) {
    super(`The file is refused: ${reason}`, { cause });
    this.name = "Refusal";
    this.reason = reason;
  }
}
