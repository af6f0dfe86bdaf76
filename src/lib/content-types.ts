const types: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  mjs: "text/javascript; charset=utf-8",
  json: "application/json; charset=utf-8",
  jsonl: "application/jsonl; charset=utf-8",
  md: "text/markdown; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  xml: "application/xml; charset=utf-8",
  webmanifest: "application/manifest+json",
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  avif: "image/avif",
  ico: "image/x-icon",
  mp4: "video/mp4",
  webm: "video/webm",
  mp3: "audio/mpeg",
  m4a: "audio/mp4",
  wav: "audio/wav",
  flac: "audio/flac",
  ogg: "audio/ogg",
  opus: "audio/ogg",
  pdf: "application/pdf",
  wasm: "application/wasm",
  woff2: "font/woff2",
};

/** The media type for a file name; bytes without meaning where the ending is not known. */
export function contentTypeFor(fileName: string): string {
  if (fileName === "feed.xml") return "application/atom+xml; charset=utf-8";
  const ending = fileName.slice(fileName.lastIndexOf(".") + 1).toLowerCase();
  return types[ending] ?? "application/octet-stream";
}
