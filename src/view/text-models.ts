import type { EventId } from "#matrix/ids.ts";
import type { SitePath } from "./urls.ts";

/** A page as text for machines. */
export type TextTwin = {
  readonly path: SitePath;
  readonly text: string;
  /** Each event whose content or existence shows in it. */
  readonly drawnFrom: readonly EventId[];
};

/** The messages of a day, each as one line of JSON. */
export type MessageLines = {
  readonly lines: readonly string[];
  readonly drawnFrom: readonly EventId[];
};
