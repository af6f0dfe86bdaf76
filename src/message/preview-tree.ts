import type { Element, ElementContent, Root } from "hast";
import { toWellFormedText } from "#lib/well-formed.ts";
import { maskTree } from "./mask-tree.ts";
import { textNode } from "./message-tree.ts";
import { withoutControls } from "./without-controls.ts";

/** What the sender's client saw behind a link: plain words, either may be empty. */
export type PreviewWords = { readonly title: string; readonly description: string };

/** A preview as a tree like a message's, masked like one, without links. */
export function previewTree({ title, description }: PreviewWords): Root {
  const words = [title, description].map((text) => withoutControls(toWellFormedText(text)));
  const [head = "", rest = ""] = words;
  const children: ElementContent[] = [
    ...(head === "" ? [] : [element("strong", [textNode(head)])]),
    ...(head === "" || rest === "" ? [] : [element("br", [])]),
    ...(rest === "" ? [] : [textNode(rest)]),
  ];
  return maskTree({ type: "root", children });
}

function element(tagName: string, children: ElementContent[]): Element {
  return { type: "element", tagName, properties: {}, children };
}
