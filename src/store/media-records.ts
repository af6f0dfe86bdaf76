import type { KnownMedia, MediaRefusal, MediaState, MediaUse, MediaWish, SafeMedia } from "#lib/safe-media.ts";
import type { MxcUri, UserId } from "#matrix/ids.ts";
import type { RoomKey, StoredEvent } from "./records.ts";

/** What a crawl came to with a file. Its copies must lie in the store's folder when this is written. */
export type MediaOutcome = {
  readonly state: MediaState;
  /** undefined: it is wanted or kept. */
  readonly reason: MediaRefusal | undefined;
  /** The copy of the stranger's bytes; `hash` is their SHA-256 in hex. undefined: there is none. */
  readonly source: { readonly hash: string; readonly sizeBytes: number } | undefined;
  readonly safe: Readonly<Partial<Record<MediaUse, SafeMedia>>>;
  readonly refusals: Readonly<Partial<Record<MediaUse, MediaRefusal>>>;
  /** For which policy a use was decided, so that it is not decided again. Absent: none was. */
  readonly madeFor?: Readonly<Partial<Record<MediaUse, MediaWish["policy"]>>>;
  /** Failures in a row. */
  readonly tries: number;
  /** Runs in a row in which the server said that there is no such file. */
  readonly missing: number;
  /** When a crawl is to look at it again; `neverDue`: only when something asks for it anew. */
  readonly dueAtMs: number;
};

export const neverDue = Number.MAX_SAFE_INTEGER;

export type DueMedia = MediaOutcome & { readonly mxc: MxcUri };

/** One way in which a file is wanted. */
export type MediaUseRecord = {
  readonly room: RoomKey;
  readonly use: MediaUse;
  /** undefined: the room's own picture, or with `user` the one of that person's profile. */
  readonly event: StoredEvent | undefined;
  readonly user: UserId | undefined;
  /** The picture of somebody who says nothing in the room. */
  readonly silent: boolean;
};

export type MediaCount = {
  readonly state: MediaState;
  readonly reason: MediaRefusal | undefined;
  readonly files: number;
  /** Of the copies as they came. */
  readonly sizeBytes: number;
};

/** What the store knows of files that events name. */
export interface MediaReader {
  /** What became of these files; of those that nothing names, nothing. */
  readMedia(mxcs: readonly MxcUri[]): Promise<ReadonlyMap<MxcUri, KnownMedia>>;
  /** Files that a crawl should look at: those it keeps, or all others, the newest first. */
  readDueMedia(which: {
    readonly nowMs: number;
    readonly kept: boolean;
    readonly limit: number;
  }): Promise<readonly DueMedia[]>;
  /** What names a file in these rooms, of events only those whose delay counts from before the time given. Some of each kind. */
  readMediaUses(mxc: MxcUri, eligibleBeforeMs: ReadonlyMap<RoomKey, number>): Promise<readonly MediaUseRecord[]>;
  /** Bytes of strangers' files that are kept, by room and in all; one that two rooms show counts for both. Looks at all of them. */
  readMediaSizes(): Promise<{ readonly rooms: ReadonlyMap<RoomKey, number>; readonly totalBytes: number }>;
  readMediaCounts(): Promise<readonly MediaCount[]>;
}
