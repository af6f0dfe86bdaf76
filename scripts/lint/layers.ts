/**
 * What a folder of the project may know. Names are folders or files below `src/`; everything not named is refused, so a new
 * folder is closed until it has a line here.
 */
export type Layer = {
  /** Files of the layer, as globs from the project's root. */
  readonly files: readonly string[];
  /** A folder stands for all its files. A layer may always import itself. */
  readonly mayImport: readonly string[];
  /** Importable with `import type` only. */
  readonly mayImportTypes?: readonly string[];
  /** No disk, network, clock, chance or environment: the result depends on the arguments alone. */
  readonly pure?: true;
  /** Longest file, where it is shorter than the rule for all files. */
  readonly maxLines?: number;
};

const readingSide = ["lib", "config", "matrix", "publication", "timeline", "message", "store", "media", "view"];
const product = [...readingSide, "crawl", "archive.ts", "archive", "build", "operations"];

/** The layer law of ARCHITECTURE.md, said once: lint rules and their tests are made from this table. */
export const layers: Readonly<Record<string, Layer>> = {
  lib: folder("lib", []),
  config: folder("config", ["lib", "matrix/ids.ts"]),
  matrix: folder("matrix", ["lib"]),
  publication: { ...folder("publication", ["lib", "matrix"]), pure: true },
  timeline: { ...folder("timeline", ["lib", "matrix"]), pure: true },
  message: { ...folder("message", ["lib", "matrix"]), pure: true },
  store: folder("store", ["lib", "matrix"]),
  media: folder("media", ["lib", "matrix"]),
  crawl: folder("crawl", ["lib", "matrix", "config", "store", "publication", "media"]),
  view: { ...folder("view", ["lib", "matrix", "publication", "timeline", "message"]), pure: true },
  // The interface that pages know, and the folder that fills it.
  "archive.ts": { files: ["src/archive.ts"], mayImport: [...readingSide, "archive"] },
  archive: folder("archive", [...readingSide, "archive.ts"]),
  // A component's `<script>` is how a page carries a client script.
  components: { ...folder("components", ["lib", "view", "client", "styles"]), pure: true },
  layouts: { ...folder("layouts", ["lib", "view", "components", "client", "styles"]), pure: true },
  pages: {
    ...folder("pages", ["lib", "view", "components", "layouts"]),
    mayImportTypes: ["archive.ts"],
    pure: true,
    maxLines: 25,
  },
  "middleware.ts": {
    files: ["src/middleware.ts"],
    mayImport: ["lib", "view", "components", "layouts"],
    mayImportTypes: ["archive.ts"],
    maxLines: 25,
  },
  client: folder("client", ["lib"]),
  styles: folder("styles", []),
  build: folder("build", ["lib", "matrix/ids.ts", "config", "store", "view", "media", "archive.ts", "archive"]),
  operations: folder("operations", product),
  sample: folder("sample", ["lib", "matrix"]),
  scripts: { files: ["scripts/**"], mayImport: product },
  "the test command": { files: ["scripts/test/**"], mayImport: ["test/support"] },
  "the corpus command": {
    files: ["scripts/corpus.ts", "scripts/corpus/**"],
    mayImport: [...product, "sample", "test/support"],
  },
  "the demo command": {
    files: ["scripts/commands/demo.ts", "scripts/commands/demo/**"],
    mayImport: [...product, "sample"],
  },
};

/** Packages with one home each: only these layers may name them (tests and benchmarks aside). */
export const packageHomes: Readonly<Record<string, readonly string[]>> = {
  "matrix-js-sdk": ["matrix"],
  "p-queue": ["matrix"],
  kysely: ["store"],
  "better-sqlite3": ["store"],
  sharp: ["media"],
  "file-type": ["media"],
  mediabunny: ["media"],
  "hast-util-from-parse5": ["message"],
  parse5: ["message"],
  "hast-util-sanitize": ["message"],
  "hast-util-to-html": ["message", "build"],
  "hast-util-to-mdast": ["message"],
  "mdast-util-gfm": ["message"],
  "mdast-util-to-markdown": ["message"],
  "linkify-it": ["message"],
  katex: ["message"],
  yaml: ["config"],
  feedsmith: ["build"],
  sitemap: ["build"],
  pagefind: ["build"],
  piscina: ["build"],
  commander: ["scripts", "the demo command"],
  "@clack/prompts": ["scripts", "the demo command"],
};

function folder(name: string, mayImport: readonly string[]): Layer {
  return { files: [`src/${name}/**`], mayImport: [...mayImport, name] };
}
