/** Letters that are one and the same on IRC, where Scandinavian keyboards once had them in one place (RFC 1459). */
const folded: Readonly<Record<string, string>> = { "{": "[", "}": "]", "|": "\\", "~": "^" };

/** Do two names mean the same channel? Case does not matter, nor does one `#` in front, which some networks leave out. */
export function isSameChannel(one: string, other: string): boolean {
  return channelName(one) === channelName(other);
}

function channelName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/^#/, "")
    .replaceAll(/[{}|~]/g, (sign) => folded[sign] ?? sign);
}
