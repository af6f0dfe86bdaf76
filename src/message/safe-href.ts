import { linkSchemes } from "./allow-list.ts";
import { withoutControls } from "./without-controls.ts";

/** Longest address, as it came and in its normal form, where each letter beyond ASCII takes six signs and more. */
const hrefLimit = 4000;
const allowed = new RegExp(`^(?:${linkSchemes.join("|")}):`, "i");

/**
 * The address of a stranger's link in its normal form; undefined when it is relative, has a scheme that is not on the list
 * or cannot be read as a browser would read it.
 */
export function safeHref(href: unknown): string | undefined {
  if (typeof href !== "string" || href.length > hrefLimit) return undefined;
  // Browsers ignore control characters and white space in these places, so they must not hide a scheme from us.
  const address = withoutControls(href)
    .replaceAll(/[\t\n]/g, "")
    .trim();
  if (!allowed.test(address)) return undefined;
  const url = URL.parse(address);
  return url !== null && allowed.test(url.href) && url.href.length <= hrefLimit ? url.href : undefined;
}
