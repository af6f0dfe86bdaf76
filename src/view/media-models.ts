/** A file in a message, as its page shows it. */
export type MediaView =
  | { readonly kind: "picture"; readonly picture: PictureView; readonly sticker: boolean }
  | {
      readonly kind: "video";
      readonly src: string;
      /** "Video tide.mp4, 2.1 MB". */
      readonly label: string;
      /** Only where the event carries one. */
      readonly poster: string | undefined;
      readonly width: number | undefined;
      readonly height: number | undefined;
    }
  | {
      readonly kind: "sound";
      readonly src: string;
      /** "Voice message, 0:14". */
      readonly label: string;
      /** The lines of a drawing 100 wide and 24 high, as SVG writes a path. Absent: nothing is drawn. */
      readonly waveform: string | undefined;
    }
  | {
      readonly kind: "file";
      readonly href: string;
      readonly name: string;
      /** "text/csv, 12 kB". */
      readonly details: string;
    }
  /** Why the file is not here; the still of a video may be. */
  | { readonly kind: "missing"; readonly text: string; readonly still: PictureView | undefined };

export type PictureView = {
  /** The sender's words where there are some, else what it is and its name. */
  readonly alt: string;
  /** Address of the WebP file. */
  readonly webp: string;
  /** The same as PNG or JPEG. A moving picture stands still in it. */
  readonly fallback: string;
  /** As shown on the page, in CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Address of the picture in full size. */
  readonly full: string | undefined;
  readonly animated: boolean;
};

/** A picture within a line: an emoji, the picture of a reaction, a face. */
export type SmallPicture = { readonly src: string; readonly width: number; readonly height: number };
