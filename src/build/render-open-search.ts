import type { SiteConfig } from "#config/config.ts";
import { absoluteHrefFor, searchPath } from "#view/urls.ts";
import { toXmlText } from "./xml-text.ts";

/** Longest names that the format allows, in characters. */
const limits = { ShortName: 16, LongName: 48, Description: 1024 } as const;

/** Prints how browsers search the site by themselves (OpenSearch 1.1, description document). */
export function renderOpenSearch({
  url,
  title,
  description,
}: Pick<SiteConfig, "url" | "title" | "description">): string {
  const element = (name: keyof typeof limits, text: string) =>
    `<${name}>${escaped(Array.from(toXmlText(text)).slice(0, limits[name]).join("").trim())}</${name}>`;
  const template = `${absoluteHrefFor(url, searchPath)}?q={searchTerms}`;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
    element("ShortName", title),
    element("LongName", title),
    element("Description", description === "" ? title : description),
    "<InputEncoding>UTF-8</InputEncoding>",
    `<Url type="text/html" template="${escaped(template)}"/>`,
    "</OpenSearchDescription>",
    "",
  ].join("\n");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
