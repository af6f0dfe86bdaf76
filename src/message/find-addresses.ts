import type { Stretch } from "./find-secrets.ts";

/** Everything with an `@` in it, plain or as `%40`, looked at from there to both sides, so that no text is read twice. */
export function findAddresses(text: string): readonly Stretch[] {
  const found: Stretch[] = [];
  let done = 0;
  for (const { index, 0: sign } of text.matchAll(/@|%40/g)) {
    if (index < done) continue;
    const at = { start: index, end: index + sign.length };
    const stretch = credentialsAt(text, at) ?? addressAt(text, at) ?? revealingIdAt(text, at);
    if (stretch === undefined) continue;
    found.push(stretch);
    done = stretch.end;
  }
  return found;
}

/** Longest part before the `@` (RFC 5321, 4.5.3.1.1). */
const localLimit = 64;
const localSign = /[\p{L}\p{N}._%+'-]/u;

const domain = /(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.){1,8}(xn--[a-z0-9-]{2,59}|\p{L}{2,24})(?![\p{L}\p{N}_])/uy;

/** What looks like the end of a domain and is that of a file or of a systemd unit (`getty@tty1.service`). */
const fileEndings: ReadonlySet<string> = new Set(
  (
    "service socket timer target mount automount scope slice path device conf png jpg jpeg gif svg webp avif ico css js " +
    "mjs cjs ts tsx jsx json yaml yml toml html htm md txt log xml py rs go java kt rb sh so exe zip tar gz xz"
  ).split(" "),
);

/** Accounts that belong to no person; with a path behind them they name a place to copy from. */
const serviceAccounts: ReadonlySet<string> = new Set("git hg svn aur gitea forgejo gitlab root".split(" "));

function addressAt(text: string, at: Stretch): Stretch | undefined {
  domain.lastIndex = at.end;
  const match = domain.exec(text);
  if (match === null) return undefined;
  const start = localStart(text, at.start);
  const local = text.slice(start, at.start);
  const host = withoutFileEnding(match[0], match[1] ?? "");
  // `@ann@example.org` is a name in the fediverse, written to be seen.
  if (local === "" || text.charAt(start - 1) === "@" || host === undefined) return undefined;
  // Versions (`tool@1.2.0-beta.rc`) and pictures for fine screens (`icon@2x.png`).
  if (/^v?\d+\.\d+[.-]|^\d+x\./.test(host)) return undefined;
  const end = at.end + host.length;
  const isPlace = text.charAt(end) === ":" || /\w:\/\/$/.test(text.slice(Math.max(0, start - 4), start));
  return isPlace && serviceAccounts.has(local) ? undefined : { start, end };
}

/** A file may be called by an address (`ann@mail.example.png`); undefined: there is nothing but the name of a file or a unit. */
function withoutFileEnding(host: string, ending: string): string | undefined {
  if (!fileEndings.has(ending.toLowerCase())) return host;
  const rest = host.slice(0, -ending.length - 1);
  return /^(?!\d+\.).*\.\p{L}{2,24}$/u.test(rest) ? rest : undefined;
}

/** Where the part before the `@` begins; signs that close or join in front of it are not its own. */
function localStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < localLimit && localSign.test(text.charAt(start - 1))) start -= 1;
  const local = text.slice(start, at);
  return start + (local.length - local.replace(/^(?:[.'-]|%(?:[0-9A-Fa-f]{2})?)+/, "").length);
}

/** The user and the password of `https://user:password@host/`. */
function credentialsAt(text: string, at: Stretch): Stretch | undefined {
  const before = text.slice(Math.max(0, at.start - 300), at.start);
  const slashes = before.lastIndexOf("://");
  if (slashes === -1 || at.end - at.start > 1) return undefined;
  const words = before.slice(slashes + 3);
  return /^[^\s/?#@"'<>]*:[^\s/?#"'<>]+$/.test(words) ? { start: at.start - words.length, end: at.start } : undefined;
}

const userId = /@[\w.=+/%~-]{1,255}:[A-Za-z0-9.-]{1,255}(?::\d{1,5})?/y;

/** A user id in the text that carries a telephone number or an e-mail address. */
function revealingIdAt(text: string, { start }: Stretch): Stretch | undefined {
  userId.lastIndex = start;
  const match = /[\p{L}\p{N}]/u.test(text.charAt(start - 1)) ? null : userId.exec(text);
  return match !== null && isRevealingId(match[0]) ? { start, end: start + match[0].length } : undefined;
}

/**
 * True for a user id in which a bridge has written a telephone number (9 to 15 digits) or an e-mail address, plain, as `=40` or as
 * `%40`. Numbers of other kinds with as many digits count too: nobody can tell them apart.
 */
export function isRevealingId(id: string): boolean {
  const end = id.indexOf(":");
  const local = decoded(id.slice(1, end === -1 ? undefined : end));
  return /(?<!\d)\d{9,15}(?!\d)/.test(local) || /[^@]@[\p{L}\p{N}-]+\./u.test(local);
}

function decoded(local: string): string {
  return local.replaceAll(/[=%]([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
