import type { Element, ElementContent, Root } from "hast";
import { isBlock } from "./arrange-tree.ts";
import { parseMxcUri, type MxcUri } from "#matrix/ids.ts";
import { isEmojiOnly } from "./is-emoji-only.ts";
import { linkTreeFor } from "./link-tree-for.ts";
import type { PlaceTarget } from "./matrix-target.ts";
import { mathsFor } from "./maths.ts";
import {
  containsElement,
  countElements,
  imageTextOf,
  latexOf,
  spoilerReasonOf,
  textNode,
  type MessageTree,
} from "./message-tree.ts";
import { nearestHue } from "./nearest-hue.ts";
import { withRoomMentions } from "./room-mentions.ts";

/** A message as its page shows it: only elements and attributes of this file's and its helpers' making. */
export type PageTree = { readonly kind: "page"; readonly root: Root };

export type PageTreeOptions = {
  /** Where the archive shows a room or an event; undefined: it does not, the link leads to matrix.to. */
  readonly linkFor: (target: PlaceTarget) => string | undefined;
  /** What readers see in place of a spoiler. */
  readonly spoilerLabel: string;
  /** The copy of a picture inside the text, with the size it has there; undefined: there is none, its words stand in. */
  readonly pictureFor?: (mxc: MxcUri, options: { readonly isEmoji: boolean }) => InlinePicture | undefined;
};

type InlinePicture = { readonly src: string; readonly width: number; readonly height: number };

type State = PageTreeOptions & {
  /** What more may be made of a message; counts down while it is walked. */
  readonly allowance: { latexLeft: number; roomMentionsLeft: number };
  readonly inCode: boolean;
};

/** LaTeX of one message that is set, in UTF-16 code units; further formulas show their fallback. */
const latexLimit = 4000;
const roomMentionLimit = 20;
/** Spoilers that open one by one; a message with more opens as a whole. */
const spoilerLimit = 50;

/** Gives each element of a message the form it has on a page. */
export function toPageTree(tree: MessageTree, options: PageTreeOptions): PageTree {
  const allowance = { latexLeft: latexLimit, roomMentionsLeft: roomMentionLimit };
  const state = { ...options, allowance, inCode: false };
  const nodes = tree.root.children as ElementContent[];
  const isOneSpoiler = countElements(tree.root, isSpoiler, spoilerLimit + 1) > spoilerLimit;
  const children = isOneSpoiler ? [spoilerFor(element("span", {}, nodes), "", state)] : toPageAll(nodes, state);
  const previews = (tree.previews ?? []).map(previewFor);
  const words = isEmojiOnly(children) ? [largeEmoji(children)] : children;
  return { kind: "page", root: { type: "root", children: [...words, ...previews] } };
}

function previewFor({ children }: Root): Element {
  return element("blockquote", { className: ["preview"] }, children as ElementContent[]);
}

function largeEmoji(children: ElementContent[]): Element {
  return element("span", { className: ["emoji-only"] }, children);
}

function toPageAll(nodes: readonly ElementContent[], state: State): ElementContent[] {
  return nodes.flatMap((node) => {
    if (node.type === "text") return state.inCode ? [node] : withRoomMentions(node.value, state.allowance);
    return node.type === "element" ? toPageElement(node, state) : [node];
  });
}

function toPageElement(node: Element, state: State): readonly ElementContent[] {
  const reason = spoilerReasonOf(node);
  if (reason !== undefined) return [spoilerFor(node, reason, state)];
  const latex = latexOf(node);
  if (latex !== undefined) return [mathsOrFallback(node, latex, state)];
  const inCode = state.inCode || node.tagName === "code" || node.tagName === "pre";
  const children = toPageAll(node.children, { ...state, inCode });
  switch (node.tagName) {
    case "a":
      // What opens a spoiler must not open a link at the same time.
      return containsElement(node, isSpoiler)
        ? children
        : linkTreeFor(String(node.properties["href"]), children, state);
    case "h1":
    case "h2":
    case "h3":
    case "h4":
    case "h5":
    case "h6":
      return [element("div", { className: ["heading"] }, [element("strong", {}, children)])];
    case "img":
      return [pictureOrWords(node, state)];
    case "pre":
      return [element("pre", { tabIndex: 0, dataLanguage: languageOf(node) }, withoutEndingLines(children))];
    case "span":
      return inColour(node, children);
    case "table":
      return [element("div", { className: ["table"], tabIndex: 0 }, [element("table", {}, children)])];
    default:
      return [{ ...node, children }];
  }
}

/**
 * A stranger's colour as the nearest ink of the site, by a class, since pages have no inline style. Words on a colour of their own are
 * marked in the page's one wash, with its ink: two colours of strangers may not be told apart.
 */
function inColour({ properties }: Element, children: ElementContent[]): readonly ElementContent[] {
  if (properties["dataMxBgColor"] !== undefined) return [element("span", { className: ["marked"] }, children)];
  const hue = nearestHue(String(properties["dataMxColor"]));
  return hue === undefined ? children : [element("span", { className: [`hue-${hue}`] }, children)];
}

function pictureOrWords(node: Element, { pictureFor }: State): ElementContent {
  const words = imageTextOf(node);
  const mxc = parseMxcUri(node.properties["src"]);
  const isEmoji = node.properties["dataMxEmoticon"] !== undefined;
  const picture = mxc && pictureFor?.(mxc, { isEmoji });
  if (picture === undefined) return textNode(words);
  const properties = { ...picture, alt: words, title: words };
  return element(
    "img",
    { ...(isEmoji ? { className: ["emoji"] } : {}), ...properties, loading: "lazy", decoding: "async" },
    [],
  );
}

/**
 * Closed until opened, without a script: `details` where blocks may stand, else a checkbox whose words the style hides while
 * it is not checked (`details` would end the paragraph).
 */
function spoilerFor(node: Element, reason: string, state: State): Element {
  const content = toPageAll(withoutSpoilers(node.children), state);
  const label = textNode(
    reason === "" ? state.spoilerLabel : `${state.spoilerLabel}: ${reason.slice(0, 200).toWellFormed()}`,
  );
  if (node.children.some((child) => child.type === "element" && containsElement(child, isBlock))) {
    return element("details", { className: ["spoiler"] }, [element("summary", {}, [label]), ...content]);
  }
  const box = element("input", { type: "checkbox" }, []);
  return element("span", { className: ["spoiler"] }, [
    element("label", {}, [box, label]),
    element("span", { className: ["spoiler-text"] }, content),
  ]);
}

function isSpoiler(node: Element): boolean {
  return spoilerReasonOf(node) !== undefined;
}

/** A spoiler in a spoiler is part of it: one is opened, not two. */
function withoutSpoilers(nodes: readonly ElementContent[]): readonly ElementContent[] {
  return nodes.flatMap((node) => {
    if (node.type !== "element") return [node];
    const children = [...withoutSpoilers(node.children)];
    return isSpoiler(node) ? children : [{ ...node, children }];
  });
}

/** MathML, else the sender's fallback, else the LaTeX itself. */
function mathsOrFallback(node: Element, latex: string, state: State): Element {
  const { allowance } = state;
  const display = node.tagName === "div";
  const math = latex.length <= allowance.latexLeft ? mathsFor(latex, { display }) : undefined;
  allowance.latexLeft -= latex.length;
  const fallback =
    node.children.length > 0 ? toPageAll(node.children, state) : [element("code", {}, [textNode(latex)])];
  return element(node.tagName, { className: ["maths"] }, math === undefined ? fallback : [math]);
}

/** Code that ends in empty lines would stand in a box with an empty foot. */
function withoutEndingLines(nodes: readonly ElementContent[]): ElementContent[] {
  return nodes.map((node, index) => {
    if (index < nodes.length - 1) return node;
    if (node.type === "text") return textNode(withOneLineEnd(node.value));
    return node.type === "element" ? { ...node, children: withoutEndingLines(node.children) } : node;
  });
}

function withOneLineEnd(text: string): string {
  const kept = text.trimEnd();
  return text.indexOf("\n", kept.length) < 0 ? text : `${kept}\n`;
}

/** Named beside the code by the style; undefined for plain text. */
function languageOf(pre: Element): string | undefined {
  const [code] = pre.children;
  const className = code?.type === "element" ? code.properties["className"] : undefined;
  return Array.isArray(className) ? String(className[0]).slice("language-".length) : undefined;
}

function element(tagName: string, properties: Element["properties"], children: ElementContent[]): Element {
  return { type: "element", tagName, properties, children };
}
