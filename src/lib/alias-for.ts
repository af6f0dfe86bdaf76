import { aliasQualities, aliasThings } from "./alias-words.ts";
import { sha256Hex } from "./hash.ts";

/** From this attempt on two words have met others so often that a third one helps. */
const attemptsWithTwoWords = 8;

/**
 * A name for someone whose own is not shown, such as "amber heron": the same for the same seed, and without the seed nobody can
 * tell whose it is. `attempt` counts up from 0 where somebody else has the name already.
 */
export function aliasFor(seed: string, person: string, attempt = 0): string {
  const digits = sha256Hex(`${seed} alias ${attempt} ${person}`);
  const pick = (words: readonly string[], at: number): string =>
    words[Number.parseInt(digits.slice(at, at + 12), 16) % words.length] ?? "";
  const alias = `${pick(aliasQualities, 0)} ${pick(aliasThings, 12)}`;
  return attempt < attemptsWithTwoWords ? alias : `${pick(aliasQualities, 24)} ${alias}`;
}

/** What short ids of the store's rooms without names are salted with: who knows an event's id cannot find it by its short id. */
export function shortIdSaltFor(seed: string): string {
  return sha256Hex(`${seed} short ids`);
}
