import { readFileSync } from "node:fs";

/** As much of a syntax node as these rules read. */
type Node = {
  readonly type: string;
  readonly name?: string;
  readonly callee?: Node;
  readonly arguments?: readonly Node[];
  readonly id?: Node | null;
  readonly key?: Node;
  readonly init?: Node | null;
  readonly typeAnnotation?: Node;
  readonly typeName?: Node;
  readonly source?: { readonly type: string; readonly value?: unknown } | null;
  readonly importKind?: string;
  readonly exportKind?: string;
};

type Context = {
  readonly filename: string;
  readonly options: readonly unknown[];
  report(problem: { readonly node: Node; readonly message: string }): void;
};

type Visitor = { readonly [nodeType: string]: (node: Node) => void };

/** Only these may cast to a brand, right after they checked the value. */
const brandHomes: Readonly<Record<string, string>> = {
  RoomId: "src/matrix/ids.ts",
  RoomAlias: "src/matrix/ids.ts",
  EventId: "src/matrix/ids.ts",
  UserId: "src/matrix/ids.ts",
  MxcUri: "src/matrix/ids.ts",
  CalendarDay: "src/lib/calendar-day.ts",
  ShortId: "src/lib/short-id.ts",
  SafeHtml: "src/message/safe-html.ts",
};

/** A branded value was checked once; a cast elsewhere would be a check that never happened. */
function noBrandCast(context: Context): Visitor {
  return {
    TSAsExpression: (node) => {
      const brand = node.typeAnnotation?.typeName?.name;
      const home = brand === undefined ? undefined : brandHomes[brand];
      if (home === undefined || context.filename.endsWith(`/${home}`)) return;
      context.report({ node, message: `Only ${home} makes a ${brand}: call its function.` });
    },
  };
}

/** Pure code may make dates from numbers and text, and may not ask what time it is. */
function noClock(context: Context): Visitor {
  const message = "Reads the clock: take the time as an argument.";
  return {
    NewExpression: (node) => {
      if (isDate(node) && node.arguments?.length === 0) context.report({ node, message });
    },
    CallExpression: (node) => {
      if (isDate(node)) context.report({ node, message });
    },
  };
}

function isDate(node: Node): boolean {
  return node.callee?.type === "Identifier" && node.callee.name === "Date";
}

/** Counts the whole file; `max-lines` sees no more of an `.astro` file than its scripts. */
function fileLines(context: Context): Visitor {
  const [longest] = context.options;
  return {
    Program: (node) => {
      const lines = readFileSync(context.filename, "utf8").trimEnd().split("\n").length;
      if (typeof longest === "number" && lines > longest) {
        context.report({ node, message: `The file has ${lines} lines, the limit here is ${longest}: split it.` });
      }
    },
  };
}

/** Some layers may speak of another's types and never run its code; the option `allowTypeImports` forgets re-exports. */
function typesOnly(context: Context): Visitor {
  const specifiers = context.options.map((file) => `#${String(file)}`);
  const check = (node: Node) => {
    if (node.importKind === "type" || node.exportKind === "type") return;
    const specifier = specifiers.find((candidate) => candidate === node.source?.value);
    if (specifier !== undefined) context.report({ node, message: `Only types of ${specifier} may be imported here.` });
  };
  return {
    ImportDeclaration: check,
    ImportExpression: check,
    ExportAllDeclaration: check,
    ExportNamedDeclaration: check,
  };
}

/** `get` hides what a call costs: read the store, fetch a request, make a value with `to…` or `…For`. */
function noGet(context: Context): Visitor {
  const check = (name: Node | null | undefined) => {
    if (name?.type !== "Identifier" || !/^get([A-Z]|$)/.test(name.name ?? "")) return;
    context.report({ node: name, message: `"${name.name}" hides its cost: use read, fetch, parse, to… or …For.` });
  };
  return {
    FunctionDeclaration: (node) => check(node.id),
    MethodDefinition: (node) => check(node.key),
    TSMethodSignature: (node) => check(node.key),
    VariableDeclarator: (node) => {
      if (node.init?.type === "ArrowFunctionExpression") check(node.id);
    },
  };
}

/** House rules that no rule of oxlint expresses. */
export default {
  meta: { name: "daybook" },
  rules: {
    "no-clock": { create: noClock },
    "file-lines": { meta: { schema: [{ type: "integer", minimum: 1 }] }, create: fileLines },
    "no-brand-cast": { create: noBrandCast },
    "types-only": { meta: { schema: { type: "array", items: { type: "string" } } }, create: typesOnly },
    "no-get": { create: noGet },
  },
};
