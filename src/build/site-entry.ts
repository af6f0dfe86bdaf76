import { createApp } from "astro/app/entrypoint";
import type { Archive } from "#archive.ts";

const app = createApp({ streaming: false });

/**
 * Renders one address of the compiled site, base path included, with the archive as the pages' only source.
 * A page that throws comes back as status 500: Astro never rejects.
 */
export async function renderAddress(
  href: string,
  archive: Archive,
): Promise<{ readonly status: number; readonly html: string }> {
  const response = await app.render(new Request(new URL(href, "http://daybook.invalid/")), { locals: { archive } });
  return { status: response.status, html: await response.text() };
}
