import { isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type YAMLError } from "yaml";
import { describeNode, hideSecrets, nodeAt, offsetOf, type Path, resolverFor } from "./source-nodes.ts";

/** A configuration file as read: its value and, for messages, where each part of it stands. */
export type Source = {
  /** Plain data; keys without a value are left out. */
  readonly value: unknown;
  /** The line of the value at a path, of its key with `at: "key"`, or of the nearest part that exists. Counted from 1. */
  readonly lineOf: (path: Path, at?: "key" | "value") => number;
  /** What stands at a path, shortened, in words where it is no scalar; never a token. */
  readonly describe: (path: Path) => string;
  /** Keys whose value YAML took for a comment: `room: #general`. */
  readonly swallowed: readonly { readonly path: Path; readonly text: string }[];
};

export type { Path };

export type SyntaxProblem = { readonly line: number | undefined; readonly found: string; readonly instead: string };

/** Reads YAML 1.2 (JSON included, byte order mark and CRLF allowed). Gives every syntax problem instead, if there is any. */
export function readSource(text: string): { source: Source } | { problems: readonly SyntaxProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => lines.linePos(Math.min(offset, text.length)).line;
  const textLines = text.split(/\r?\n/);
  if (document.errors.length > 0) return { problems: toSyntaxProblems(document.errors, lineAt, textLines) };
  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === null)) {
    return {
      problems: [{ line: undefined, found: "an empty file", instead: "a configuration; `daybook init` writes one" }],
    };
  }
  const resolve = resolverFor(document);
  const unresolved: number[] = [];
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) === undefined) unresolved.push(lineAt(alias.range?.[0] ?? 0));
    },
  });
  if (unresolved.length > 0) {
    return { problems: unresolved.map((line) => syntaxProblem(line, textLines, hints["BAD_ALIAS"] ?? "")) };
  }
  let value: unknown;
  try {
    value = withoutNulls(document.toJS({ maxAliasCount: 100 }));
  } catch {
    return { problems: [{ line: undefined, found: "too many aliases of aliases", instead: "the values themselves" }] };
  }
  const swallowed: { path: Path; text: string }[] = [];
  collectSwallowed(root, [], (path, offset) => {
    const [, comment] = /^[^#]*\s(#[^\s#].*)$/.exec(textLines[lineAt(offset) - 1] ?? "") ?? [];
    if (comment !== undefined) swallowed.push({ path, text: comment.trim() });
  });
  return {
    source: {
      value,
      lineOf: (path, at = "value") => lineAt(offsetOf(root, path, at, resolve)),
      describe: (path) => describeNode(nodeAt(root, path, resolve)),
      swallowed,
    },
  };
}

const hints: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: "spaces instead of the tab at the start of the line",
  DUPLICATE_KEY: "each key once: this one stands above already",
  MULTIPLE_DOCS: "one document only: remove the line --- and what follows",
  BAD_SCALAR_START: "the value in quotes: @ and ` cannot begin a value without them",
  BAD_ALIAS: "the value in quotes: * begins an alias without them",
  BAD_INDENT: "the same number of spaces before all keys of one mapping",
  BLOCK_AS_IMPLICIT_KEY: "the value in quotes, when a colon followed by a space is part of it",
  MISSING_CHAR: "a colon and a space after each key, and a bracket or quote for each that was opened",
};

/** Errors after the first few are mostly its consequences. */
function toSyntaxProblems(
  errors: readonly YAMLError[],
  lineAt: (offset: number) => number,
  textLines: readonly string[],
) {
  const byLine = new Map<number, SyntaxProblem>();
  for (const error of errors) {
    const line = lineAt(error.pos[0]);
    const instead = hints[error.code] ?? `valid YAML (${error.message})`;
    if (!byLine.has(line)) byLine.set(line, syntaxProblem(line, textLines, instead));
  }
  return [...byLine.values()].slice(0, 3);
}

function syntaxProblem(line: number, textLines: readonly string[], instead: string): SyntaxProblem {
  return { line, found: hideSecrets(textLines[line - 1]?.trim() ?? ""), instead };
}

/** An empty value counts as absent: a section whose keys are all commented out is no mistake. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, child]) => child !== null);
  return Object.fromEntries(entries.map(([key, child]) => [key, withoutNulls(child)]));
}

function collectSwallowed(node: unknown, path: Path, found: (path: Path, offset: number) => void): void {
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : "";
      const isEmpty = value === null || (isScalar(value) && value.value === null);
      if (isEmpty && isScalar(key)) found([...path, name], key.range?.[0] ?? 0);
      else collectSwallowed(value, [...path, name], found);
    }
  } else if (isSeq(node)) {
    node.items.forEach((item, index) => {
      if (isScalar(item) && item.value === null) found([...path, index], item.range?.[0] ?? 0);
      else collectSwallowed(item, [...path, index], found);
    });
  }
}
