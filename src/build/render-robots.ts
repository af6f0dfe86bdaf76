import type { SiteConfig } from "#config/config.ts";
import { absoluteHrefFor, hrefFor, homePath, sitemapPath } from "#view/urls.ts";
import { languageModelCrawlers } from "./language-model-crawlers.ts";

/**
 * Prints robots.txt (RFC 9309). Everything is open to everyone: a page that must not be listed says so itself, and could
 * not if robots were kept away from it. `agents: deny` shuts out the crawlers of language models. Hosts answer only for the
 * robots.txt at their root, so under a base path it must be copied there.
 */
export function renderRobots(
  { url, agents }: Pick<SiteConfig, "url" | "agents">,
  { hasSitemap = true }: { readonly hasSitemap?: boolean } = {},
): string {
  const denied = [
    ...languageModelCrawlers.map((name) => `User-agent: ${name}`),
    `Disallow: ${hrefFor(url, homePath)}`,
    "",
  ];
  const lines = [
    ...(agents === "deny" ? denied : []),
    "User-agent: *",
    "Disallow:",
    ...(hasSitemap ? ["", `Sitemap: ${absoluteHrefFor(url, sitemapPath)}`] : []),
  ];
  return `${lines.join("\n")}\n`;
}
