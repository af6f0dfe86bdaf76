import type { EventId } from "#matrix/ids.ts";

/** One Atom feed; times in ISO 8601. */
export type Feed = {
  readonly path: string;
  readonly id: string;
  readonly title: string;
  readonly selfHref: string;
  readonly pageHref: string;
  readonly updated: string;
  readonly entries: readonly FeedEntry[];
  readonly drawnFrom: readonly EventId[];
};

export type FeedEntry = {
  readonly id: string;
  readonly title: string;
  readonly href: string;
  readonly published: string;
  readonly updated: string;
  readonly summary: string;
};
