import type { Link } from "./models.ts";

/** JSON-LD as it stands in a page: no sign in it can end the element that holds it. */
export type StructuredData = string & { readonly structuredData: true };

/** A node of schema.org; members whose value is undefined are left out. */
export type SchemaNode = { readonly "@type": string; readonly [member: string]: unknown };

export type StructuredPage = {
  readonly siteUrl: string;
  readonly siteTitle: string;
  readonly language: string;
  readonly title: string;
  readonly canonicalHref: string;
  /** From the site down to the page. */
  readonly breadcrumbs: readonly Link[];
  /** What the page itself is. Absent: only its way from the site is told. */
  readonly node?: SchemaNode | undefined;
};

/** What search engines are told of a page beside its words (schema.org): the way to it, and what it is. */
export function structuredDataFor(page: StructuredPage): StructuredData {
  const { siteUrl, siteTitle, language, title, canonicalHref, breadcrumbs, node } = page;
  const way: SchemaNode = {
    "@type": "BreadcrumbList",
    itemListElement: breadcrumbs.map(({ href, label }, index) => ({
      "@type": "ListItem",
      position: index + 1,
      name: label,
      item: new URL(href, siteUrl).href,
    })),
  };
  const itself = node && {
    "@id": canonicalHref,
    url: canonicalHref,
    name: title,
    inLanguage: language,
    isPartOf: { "@type": "WebSite", name: siteTitle, url: siteUrl },
    ...node,
  };
  return printJsonLd({ "@context": "https://schema.org", "@graph": itself === undefined ? [way] : [way, itself] });
}

/** As it stands in a page: a `<` could end the element or begin a comment in it; two more signs end lines in older scripts. */
export function printJsonLd(value: unknown): StructuredData {
  return JSON.stringify(value).replaceAll(/[<>&\u2028\u2029]/g, escaped) as StructuredData;
}

function escaped(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
