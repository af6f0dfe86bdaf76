import { findSecrets } from "./find-secrets.ts";

/** What stands where something was masked. */
export const hiddenMark = "[hidden]";

/** A text with everything masked that nobody meant to publish; see `findSecrets`. Masking twice changes nothing more. */
export function maskText(text: string): string {
  const secrets = findSecrets(text);
  if (secrets.length === 0) return text;
  let masked = "";
  let done = 0;
  for (const { start, end } of secrets) {
    masked += text.slice(done, start) + hiddenMark;
    done = end;
  }
  return masked + text.slice(done);
}
