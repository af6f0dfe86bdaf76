import type { ElementContent } from "hast";

/** More of them are a pattern or a picture, which should stay together. */
const emojiLimit = 10;

/** Signs that stand for a picture by themselves or with the variation selector; `©` and the like are text. */
const emoji = /\p{RGI_Emoji}|(?![\u{a9}\u{ae}\u{2122}\d#*])\p{Extended_Pictographic}\u{fe0f}?/gv;

/** True when a message as its page shows it is nothing but a few emoji, custom ones included. */
export function isEmojiOnly(nodes: readonly ElementContent[]): boolean {
  let count = 0;
  for (const node of nodes) {
    if (node.type === "element" && (node.tagName === "img" || node.tagName === "picture")) count += 1;
    else if (node.type !== "text" || node.value.length > emojiLimit * 40) return false;
    else {
      if (node.value.replaceAll(emoji, "").trim() !== "") return false;
      count += node.value.match(emoji)?.length ?? 0;
    }
    if (count > emojiLimit) return false;
  }
  return count > 0;
}
