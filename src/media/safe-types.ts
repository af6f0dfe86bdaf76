/** A type that may be published: its name for browsers, and the ending under which web servers send it as that. */
export type SafeType = { readonly mimeType: string; readonly extension: string };

/**
 * All endings there are below `media/`. Each is one that static hosts know, and none that a browser opens as a page or runs:
 * pictures are drawn anew by us, films and sounds are packed anew by us, and everything else is bytes to be saved.
 */
export const safeTypes = {
  webp: { mimeType: "image/webp", extension: "webp" },
  jpeg: { mimeType: "image/jpeg", extension: "jpg" },
  png: { mimeType: "image/png", extension: "png" },
  mp4: { mimeType: "video/mp4", extension: "mp4" },
  webm: { mimeType: "video/webm", extension: "webm" },
  // An ending of its own for sound: hosts send .mp4 as a film.
  m4a: { mimeType: "audio/mp4", extension: "m4a" },
  ogg: { mimeType: "audio/ogg", extension: "ogg" },
  mp3: { mimeType: "audio/mpeg", extension: "mp3" },
  wav: { mimeType: "audio/wav", extension: "wav" },
  flac: { mimeType: "audio/flac", extension: "flac" },
  /** Every other file: browsers save it under this type whatever it holds, and look for nothing else in it. */
  bytes: { mimeType: "application/octet-stream", extension: "bin" },
} as const satisfies Readonly<Record<string, SafeType>>;
