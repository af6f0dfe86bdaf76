/** What a page's scripts need beyond running. */
export type ScriptNeeds = "nothing" | "own-pages" | "search";

/**
 * The Content-Security-Policy of a page: nothing from anywhere else, no inline script, no inline style. Pages whose script reads
 * another page of the site may connect to the site; the search page may also compile Pagefind's WebAssembly. Pictures, sound and films
 * come from the site, and from where the operator publishes media, if that is elsewhere.
 */
export function contentPolicyFor(needs: ScriptNeeds, mediaOrigin?: string): string {
  const media = mediaOrigin === undefined ? "'self'" : `'self' ${mediaOrigin}`;
  return [
    "default-src 'none'",
    "style-src 'self'",
    needs === "search" ? "script-src 'self' 'wasm-unsafe-eval'" : "script-src 'self'",
    `img-src ${media}`,
    `media-src ${media}`,
    "font-src 'self'",
    "manifest-src 'self'",
    ...(needs === "nothing" ? [] : ["connect-src 'self'"]),
    ...(needs === "search" ? ["worker-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'self'",
  ].join("; ");
}
