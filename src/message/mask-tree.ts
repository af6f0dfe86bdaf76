import type { Element, ElementContent, Root } from "hast";
import { isBlock } from "./arrange-tree.ts";
import { findSecrets, type Stretch } from "./find-secrets.ts";
import { hiddenMark, maskText } from "./mask-text.ts";
import { containsElement, textNode } from "./message-tree.ts";

/**
 * A message's tree without what nobody meant to publish. The text is looked at as a whole, since a key may run over many lines
 * and an address over a change of type; a link whose address holds any of it stays as its words.
 */
export function maskTree(root: Root): Root {
  const flat: string[] = [];
  flatten(root.children as readonly ElementContent[], flat);
  const secrets = findSecrets(flat.join(""));
  // Most messages hold nothing of the kind and stay the tree they are.
  if (secrets.length === 0 && !containsElement(root, mayTell)) return root;
  const state: State = { secrets, next: 0, at: 0 };
  return { type: "root", children: maskAll(root.children as readonly ElementContent[], state) };
}

/** Beside its text: by its address or the words in its attributes. */
function mayTell({ tagName, properties }: Element): boolean {
  return tagName === "a" ? isTelling(String(properties["href"])) : hasWords(properties);
}

/** `at` runs along the flattened text while the tree is rebuilt; `next` is the first stretch that ends behind it. */
type State = { readonly secrets: readonly Stretch[]; next: number; at: number };

function flatten(nodes: readonly ElementContent[], into: string[]): void {
  for (const node of nodes) {
    if (node.type === "text") into.push(node.value);
    else if (node.type === "element") {
      const edge = edgeOf(node);
      into.push(edge);
      flatten(node.children, into);
      into.push(edge);
    }
  }
}

/** What is between the words of an element and those beside it. */
function edgeOf(element: Element): string {
  return element.tagName === "br" || isBlock(element) ? "\n" : "";
}

function maskAll(nodes: readonly ElementContent[], state: State): ElementContent[] {
  return nodes.flatMap((node) => {
    if (node.type === "text") return maskedText(node.value, state);
    return node.type === "element" ? maskedElement(node, state) : [node];
  });
}

function maskedElement(node: Element, state: State): readonly ElementContent[] {
  const edge = edgeOf(node);
  const isInside = node.tagName === "br" && isHidden(state);
  state.at += edge.length;
  const children = maskAll(node.children, state);
  state.at += edge.length;
  if (isInside) return [];
  if (node.tagName === "a" && isTelling(String(node.properties["href"]))) return children;
  return [{ ...node, properties: maskedProperties(node.properties), children }];
}

/** Line ends inside of what is masked go too. */
function isHidden(state: State): boolean {
  skipPassed(state);
  const secret = state.secrets[state.next];
  return secret !== undefined && secret.start < state.at;
}

/** One text of the tree; a stretch that began in an earlier one has its mark there. */
function maskedText(value: string, state: State): readonly ElementContent[] {
  const start = state.at;
  const end = start + value.length;
  state.at = end;
  if (state.secrets.length === 0) return [textNode(value)];
  let masked = "";
  let done = start;
  for (let at = state.next; at < state.secrets.length; at += 1) {
    const secret = state.secrets[at];
    if (secret === undefined || secret.start >= end) break;
    state.next = at;
    if (secret.end <= start) continue;
    masked += value.slice(done - start, Math.max(secret.start, start) - start);
    if (secret.start >= start) masked += hiddenMark;
    done = Math.min(secret.end, end);
  }
  masked += value.slice(done - start);
  return masked === "" ? [] : [textNode(masked)];
}

function skipPassed(state: State): void {
  while ((state.secrets[state.next]?.end ?? Infinity) <= state.at) state.next += 1;
}

/** Addresses are read as a browser shows them and as they are sent. */
function isTelling(href: string): boolean {
  if (findSecrets(href).length > 0) return true;
  const read = decoded(href);
  return read !== href && findSecrets(read).length > 0;
}

function decoded(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}

/** Words in attributes: what stands for a picture, the reason of a spoiler, a formula. */
function maskedProperties(properties: Element["properties"]): Element["properties"] {
  if (!hasWords(properties)) return properties;
  const entries = Object.entries(properties);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, wordy.has(name) && typeof value === "string" ? maskText(value) : value]),
  );
}

function hasWords(properties: Element["properties"]): boolean {
  return Object.keys(properties).some((name) => wordy.has(name));
}

const wordy: ReadonlySet<string> = new Set(["alt", "title", "dataMxSpoiler", "dataMxMaths"]);
