/** What a stranger's file may cost. A file beyond one of these is refused or shown in a simpler form; docs/media.md tells which. */
export type DeriveLimits = {
  /** Of one frame, told by the file's own head before anything is unpacked. */
  readonly pixels: number;
  /** A picture with more frames, or more pixels in all of them, is shown by its first one. */
  readonly frames: number;
  readonly framePixels: number;
  /** A moving thumbnail of more bytes is shown by its first frame. */
  readonly movingBytes: number;
  /** Width and height of a full-size picture; larger ones are made smaller. */
  readonly fullSide: number;
  /** For one file, from reading it to the last byte written. */
  readonly timeoutMs: number;
  /** Of the process that unpacks, all in all; ended above it. What it takes between two looks at it comes on top. */
  readonly memoryBytes: number;
};

export const deriveLimits: DeriveLimits = {
  pixels: 100_000_000,
  frames: 300,
  framePixels: 50_000_000,
  movingBytes: 3_000_000,
  fullSide: 4096,
  timeoutMs: 30_000,
  memoryBytes: 448 * 1024 * 1024,
};
