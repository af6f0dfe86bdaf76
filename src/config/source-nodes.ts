import { type Document, isAlias, isMap, isNode, isPair, isScalar, isSeq, type Node } from "yaml";

/** Keys of mappings and indices of lists, from the root. */
export type Path = readonly PropertyKey[];

/** Follows YAML aliases (`*name`) to what they stand for. */
export type Resolve = (node: unknown) => Node | undefined;

export function resolverFor(document: Document.Parsed): Resolve {
  return (node) => {
    const target = isAlias(node) ? node.resolve(document) : node;
    return isNode(target) ? target : undefined;
  };
}

export function nodeAt(root: unknown, path: Path, resolve: Resolve): Node | undefined {
  let node = resolve(root);
  for (const step of path) node = resolve(pairOrItem(node, step)?.value);
  return node;
}

/** Where a part begins in the text; where it is missing, the nearest part around it. */
export function offsetOf(root: unknown, path: Path, at: "key" | "value", resolve: Resolve): number {
  let node = resolve(root);
  let offset = node?.range?.[0] ?? 0;
  for (const [index, step] of path.entries()) {
    const part = pairOrItem(node, step);
    if (part === undefined) return offset;
    node = resolve(part.value);
    const isLast = index === path.length - 1;
    // A mapping or list begins on the line after its key; what is wrong with it as a whole is said of the key.
    const place = part.key !== undefined && (!isLast || at === "key" || !isScalar(node)) ? part.key : node;
    offset = place?.range?.[0] ?? part.key?.range?.[0] ?? offset;
  }
  return offset;
}

/** What stands there, shortened, in words where it is no scalar; never a token. */
export function describeNode(node: Node | undefined): string {
  if (isMap(node)) return "a mapping";
  if (isSeq(node)) return "a list";
  if (!isScalar(node) || node.value === null) return "nothing";
  const text = typeof node.value === "bigint" ? String(node.value) : JSON.stringify(node.value);
  return hideSecrets(text.length > 80 ? `${text.slice(0, 79)}…` : text);
}

/** Access tokens of known forms and passwords in addresses: they end up in files by mistake. */
export function hideSecrets(text: string): string {
  return text
    .replaceAll(/\b(syt|mct|mat|mcr|syr)_[\w-]+/g, "(hidden: a token)")
    .replaceAll(/(?<=:\/\/)[^\s/@"]+(?=@)/g, "(hidden)");
}

function pairOrItem(node: Node | undefined, step: PropertyKey): { key: Node | undefined; value: unknown } | undefined {
  if (isSeq(node) && typeof step === "number") {
    return step < node.items.length ? { key: undefined, value: node.items[step] } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step));
  return pair === undefined ? undefined : { key: isNode(pair.key) ? pair.key : undefined, value: pair.value };
}
