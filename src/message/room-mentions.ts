import type { ElementContent } from "hast";
import { mentionOf } from "./link-tree-for.ts";
import { textNode } from "./message-tree.ts";

/** As a word of its own: `@roomba` is a name, `@room:example.org` a person. */
const wholeRoom = /(?<![\p{L}\p{N}_@./:-])@room(?![\p{L}\p{N}_@-]|[.:][\p{L}\p{N}[])/gu;

/** How many more are marked. Counts down while a message is walked. */
type Allowance = { roomMentionsLeft: number };

/** A text with each `@room` marked as a person would be (spec: "User and room mentions"). */
export function withRoomMentions(text: string, allowance: Allowance): readonly ElementContent[] {
  if (!text.includes("@room")) return [textNode(text)];
  const nodes: ElementContent[] = [];
  let end = 0;
  for (const { index, 0: mention } of text.matchAll(wholeRoom)) {
    if (allowance.roomMentionsLeft === 0) break;
    allowance.roomMentionsLeft -= 1;
    if (index > end) nodes.push(textNode(text.slice(end, index)));
    nodes.push(mentionOf([textNode(mention)]));
    end = index + mention.length;
  }
  return end < text.length || end === 0 ? [...nodes, textNode(text.slice(end))] : nodes;
}
