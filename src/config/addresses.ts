import { parseRoomAlias, parseRoomId, type RoomAlias, type RoomId } from "#matrix/ids.ts";

const loopbackHosts = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** An address of the web: `https:`, or `http:` on this machine alone; no name and password in it. */
export function parseWebAddress(text: string): URL | undefined {
  if (!URL.canParse(text) || /[\s\\]/.test(text)) return undefined;
  const url = new URL(text);
  const isAllowed = url.protocol === "https:" || (url.protocol === "http:" && loopbackHosts.test(url.hostname));
  return isAllowed && url.username === "" && url.password === "" && /^https?:\/\/[^/]/.test(text) ? url : undefined;
}

/** A web address that others are built upon: no query, no fragment; ends with a slash. */
export function parseBaseAddress(text: string): string | undefined {
  const url = parseWebAddress(text);
  if (url === undefined || url.search !== "" || url.hash !== "" || /[?#]/.test(text)) return undefined;
  return url.pathname.includes("//") ? undefined : url.href.replace(/\/*$/, "/");
}

/** `mailto:someone@host` or `https://…`. */
export function parseContact(text: string): string | undefined {
  if (/^mailto:[^\s@:/?<>"]+@[^\s@:/?<>"]+(\?[^\s<>"]*)?$/.test(text)) return text;
  return text.startsWith("https:") ? parseWebAddress(text)?.href : undefined;
}

/** `example.org`, `example.org:8448`, an IP address: a server name of the specification (appendices). */
export function parseServerName(text: string): string | undefined {
  const isName = /^([A-Za-z0-9](?:[A-Za-z0-9.-]{0,228}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])(:\d{1,5})?$/.test(text);
  return isName && !text.includes("..") ? text : undefined;
}

/** A whole alias (`#name:server`) or a room id (`!…`). */
export function parseRoomReference(text: string): RoomAlias | RoomId | undefined {
  if (/\s/.test(text)) return undefined;
  const alias = parseRoomAlias(text);
  const [, server] = /^#[^:]+:(.+)$/.exec(text) ?? [];
  if (alias !== undefined) return server !== undefined && parseServerName(server) !== undefined ? alias : undefined;
  return parseRoomId(text);
}

/** The alias or id inside a `matrix.to` or `matrix:` link, for saying what to write instead of the link. */
export function roomReferenceInLink(text: string): string | undefined {
  const [, fragment] = /^https:\/\/matrix\.to\/#\/([^?/]+)/.exec(text) ?? [];
  const [, kind, path] = /^matrix:(r|roomid)\/([^?/]+)/.exec(text) ?? [];
  const written = fragment ?? (path === undefined ? undefined : (kind === "r" ? "#" : "!") + path);
  if (written === undefined) return undefined;
  try {
    return parseRoomReference(decodeURIComponent(written));
  } catch {
    return undefined;
  }
}

/** A BCP 47 tag in its usual spelling: `pt-br` → `pt-BR`. */
export function parseLanguage(text: string): string | undefined {
  try {
    const { language, baseName } = new Intl.Locale(text);
    return language.length <= 3 ? baseName : undefined;
  } catch {
    return undefined;
  }
}
