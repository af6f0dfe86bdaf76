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

/** A picture within a line; undefined: there is none to show. */
export function smallPictureFor(
  media: PageMedia,
  mxc: MxcUri | undefined,
  { use, height }: { readonly use: "emoji" | "avatar"; readonly height: number },
): SmallPicture | undefined {
  const found = media.find(mxc, use);
  if (found.kind !== "image") return undefined;
  const { thumbnail } = found;
  const ratio = (thumbnail.width ?? 1) / (thumbnail.height ?? 1);
  // What is far wider than it is high is no emoji; it must not push the words apart.
  const width = Math.round(height * Math.min(4, Math.max(0.25, ratio)));
  return { src: media.hrefFor(thumbnail), width, height };
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
