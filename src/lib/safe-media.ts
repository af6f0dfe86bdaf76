/** What a stranger's file is shown as, and why one is not: shared by crawl, store, build and pages. Nothing here knows of Matrix. */
export type SafeMedia =
  | {
      readonly kind: "image";
      /** WebP, at most as large as pages show pictures; never larger than the picture itself. */
      readonly thumbnail: SafeFile;
      /** The same as PNG or JPEG, for browsers that know no WebP. */
      readonly fallback: SafeFile;
      /** Absent: not copied, or the thumbnail is as large as the picture. */
      readonly full?: SafeFile;
      readonly animated: boolean;
    }
  | { readonly kind: "video" | "audio"; readonly file: SafeFile; readonly durationMs?: number }
  | { readonly kind: "file"; readonly file: SafeFile };

/** A file of our own making or choosing that may be published. */
export type SafeFile = {
  /** First 32 hex digits of the SHA-256 of the published bytes: its name, here and on the site. */
  readonly hash: string;
  /** From our own table, without a dot; never a stranger's. */
  readonly extension: string;
  readonly mimeType: string;
  readonly sizeBytes: number;
  /** Pixels, as shown; of pictures and of videos that tell theirs. */
  readonly width?: number;
  readonly height?: number;
};

/** What a file is wanted for; one file may be wanted for several things. */
export type MediaUse = "image" | "avatar" | "emoji" | "poster" | "video" | "audio" | "file";

export type MediaWish = { readonly use: MediaUse; readonly policy: "thumbnails" | "full" };

export type Derived =
  | { readonly ok: true; readonly media: SafeMedia }
  | { readonly ok: false; readonly reason: MediaRefusal };

/** Why a file is not shown; each has its own words on the page. */
export type MediaRefusal =
  | "too-large"
  | "wrong-type"
  | "broken"
  | "too-many-pixels"
  | "too-slow"
  | "encrypted"
  | "gone"
  | "failed"
  | "policy"
  | "room-full"
  | "site-full"
  | "quarantined";

/** Where a file stands between being named by a message and being shown. */
export type MediaState = "wanted" | "kept" | "refused" | "failed" | "gone";

/** What is known of one file. */
export type KnownMedia = {
  readonly state: MediaState;
  readonly reason?: MediaRefusal;
  /** What it is shown as, by what it is shown for; empty unless it is kept. */
  readonly safe: Readonly<Partial<Record<MediaUse, SafeMedia>>>;
  /** Why it is not shown as something it is wanted for, where it is kept for something else. Absent: no such thing. */
  readonly refusals?: Readonly<Partial<Record<MediaUse, MediaRefusal>>>;
};
