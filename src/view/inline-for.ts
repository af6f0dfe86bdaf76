import type { Inline, Link } from "./models.ts";
import type { Strings } from "./strings/en.ts";
import type { Words } from "./strings/words.ts";

/** A phrase of ours whose `{name}`s are filled with words or links. */
export function inlineFor(
  words: Words,
  key: keyof Strings,
  values: Readonly<Record<string, string | Link>> = {},
): readonly Inline[] {
  return words.text[key]
    .split(/(\{\w+\})/)
    .filter((piece) => piece !== "")
    .map((piece) => (piece.startsWith("{") ? (values[piece.slice(1, -1)] ?? piece) : piece));
}
