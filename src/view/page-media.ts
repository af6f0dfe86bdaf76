import type { KnownMedia, MediaRefusal, MediaUse, SafeFile, SafeMedia } from "#lib/safe-media.ts";
import type { MxcUri } from "#matrix/ids.ts";
import type { MediaKnown, RoomInfo, SiteInfo } from "./inputs.ts";
import type { SmallPicture } from "./media-models.ts";
import { mediaHrefFor } from "./urls.ts";

/** The files that one page may show, and those that it does. */
export type PageMedia = {
  /** What a file is shown as, or why it is not. */
  readonly find: (mxc: MxcUri | undefined, use: MediaUse) => SafeMedia | WhyMissing;
  /** The address of a file that the page shows from now on. */
  readonly hrefFor: (file: SafeFile) => string;
  /** Each file asked for so far, once. */
  readonly shown: () => readonly SafeFile[];
};

export type WhyMissing = { readonly kind: "missing"; readonly why: MediaRefusal | "waiting" | "no-file" };

/** What only a room that copies everything has. */
const fullUses: ReadonlySet<MediaUse> = new Set(["video", "audio", "file"]);

/** The room's policy of today holds, whatever was copied under an older one. */
export function pageMediaFor(
  site: Pick<SiteInfo, "url" | "mediaUrl">,
  room: Pick<RoomInfo, "media">,
  known: MediaKnown,
): PageMedia {
  const shown = new Map<string, SafeFile>();
  return {
    find(mxc, use) {
      if (mxc === undefined) return missing("no-file");
      if (room.media === "none" || (room.media === "thumbnails" && fullUses.has(use))) return missing("policy");
      const media = known.get(mxc);
      const safe = media?.state === "kept" ? media.safe[use] : undefined;
      if (safe === undefined) return missing(media?.refusals?.[use] ?? whyNot(media));
      return room.media === "thumbnails" ? withoutFull(safe) : safe;
    },
    hrefFor(file) {
      shown.set(file.hash, file);
      return mediaHrefFor(site, file);
    },
    shown: () => [...shown.values()],
  };
}

/** Height of pictures in a line, and most of their width, in CSS pixels. */
const inlineBoxes = {
  avatar: { height: 32, width: 32 },
  room: { height: 48, width: 48 },
  emoji: { height: 24, width: 96 },
  image: { height: 96, width: 192 },
} as const;

/** A picture within a line, as WebP alone, which every browser of today shows; undefined: there is none. */
export function inlinePictureFor(
  media: PageMedia,
  mxc: MxcUri | undefined,
  use: keyof typeof inlineBoxes,
): SmallPicture | undefined {
  const found = media.find(mxc, use === "room" ? "avatar" : use);
  if (found.kind !== "image") return undefined;
  const { thumbnail } = found;
  const { width = 1, height = 1 } = thumbnail;
  const box = inlineBoxes[use];
  const scale = Math.min(box.height / height, box.width / width);
  const size = (pixels: number): number => Math.max(1, Math.round(pixels * scale));
  return { src: media.hrefFor(thumbnail), width: size(width), height: size(height) };
}

function whyNot(media: KnownMedia | undefined): WhyMissing["why"] {
  if (media === undefined || media.state === "wanted" || media.state === "kept") return "waiting";
  return media.reason ?? (media.state === "gone" ? "gone" : "failed");
}

function withoutFull(media: SafeMedia): SafeMedia {
  if (media.kind !== "image") return media;
  const { full: _, ...image } = media;
  return image;
}

function missing(why: WhyMissing["why"]): WhyMissing {
  return { kind: "missing", why };
}
