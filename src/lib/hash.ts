import { createHash } from "node:crypto";

const base32 = "abcdefghijklmnopqrstuvwxyz234567";

/** SHA-256 as 64 hexadecimal digits. */
export function sha256Hex(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

/** The first `length` characters of SHA-256 in lower-case base32 (RFC 4648 alphabet): safe in addresses and file names. */
export function sha256Base32(data: string, length: number): string {
  const digest = createHash("sha256").update(data).digest();
  let text = "";
  for (let index = 0; index < length; index += 1) {
    const bit = index * 5;
    const pair = ((digest[bit >> 3] ?? 0) << 8) | (digest[(bit >> 3) + 1] ?? 0);
    text += base32[(pair >> (11 - (bit & 7))) & 31];
  }
  return text;
}
