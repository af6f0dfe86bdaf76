import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { safeTypes } from "#media/safe-types.ts";
import { assertOwnMarkup } from "./page-markup.ts";
import { parseMarkdown } from "./parse-markdown.ts";

/** How a kind of output file carries strangers' text, and the check that it does. */
export type OutputKind = {
  readonly name: string;
  readonly path: RegExp;
  /** What keeps the text harmless there. */
  readonly because: string;
  /** Throws where it is not so. XML is read by a browser in the test itself. */
  readonly assertHarmless: (bytes: Buffer, path: string) => void;
};

const safeEndings = Object.values(safeTypes).map(({ extension }) => extension);

/** site.md §2: longer pages are no longer pleasant to read on a phone. */
const pageLimitBytes = 400_000;

/** Every kind of file of the output. A file that is none of these fails the test that reads this list. */
export const outputKinds: readonly OutputKind[] = [
  {
    name: "page",
    path: /\.html$/,
    because: "components escape, messages come as a tree that passed the allow-list",
    assertHarmless(bytes, path) {
      assert.ok(bytes.length <= pageLimitBytes, `${path} has ${bytes.length} bytes`);
      assertOwnMarkup(bytes.toString("utf8"), path);
    },
  },
  {
    name: "feed or sitemap",
    path: /\.xml$/,
    because: "the printer escapes, after what XML cannot carry was taken out",
    assertHarmless(bytes, path) {
      const text = bytes.toString("utf8");
      assert.doesNotMatch(text, /<!DOCTYPE|<!ENTITY|<\?xml-stylesheet/, path);
      // oxlint-disable-next-line no-control-regex -- these are what XML 1.0 cannot carry
      assert.doesNotMatch(text, /[\0-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/, path);
    },
  },
  {
    name: "page as Markdown",
    path: /\/index\.md$/,
    because: "the printer of Markdown escapes, and headings are ours alone",
    assertHarmless(bytes, path) {
      const text = bytes.toString("utf8");
      assert.deepEqual(
        parseMarkdown(text).filter(({ type }) => type === "html"),
        [],
        path,
      );
      assert.ok(text.startsWith("# "), path);
    },
  },
  {
    name: "the site told to language models",
    path: /^llms\.txt$/,
    because: "the printer of Markdown escapes; of rooms it has their titles alone",
    assertHarmless(bytes, path) {
      assert.ok(!parseMarkdown(bytes.toString("utf8")).some(({ type }) => type === "html"), path);
    },
  },
  {
    name: "messages of a month",
    path: /\/messages(?:-\d+)?\.jsonl$/,
    because: "JSON by a printer, one line a message",
    assertHarmless(bytes, path) {
      for (const line of bytes.toString("utf8").trimEnd().split("\n")) {
        const message = JSON.parse(line) as { readonly id: string; readonly url: string };
        assert.match(message.id, /^[\w-]{16}$/, path);
        assert.match(message.url, new RegExp(`#${message.id}$`), path);
      }
    },
  },
  {
    name: "rules for crawlers",
    path: /^robots\.txt$/,
    because: "nothing in it comes from a room but slugs, which the configuration checks",
    assertHarmless(bytes, path) {
      const lines = bytes.toString("utf8").split("\n");
      for (const line of lines) assert.match(line, /^(?:(?:User-agent|Allow|Disallow|Sitemap): ?[!-~]*|#.*|)$/, path);
    },
  },
  {
    name: "words of the search index",
    path: /^pagefind\/(?:.*\/)?(?:fragment|index|filter)\/[\w-]+\.(?:pf_fragment|pf_index|pf_filter)$/,
    because: "JSON and CBOR in gzip; the search page shows it as text nodes",
    assertHarmless(bytes, path) {
      const text = gunzipSync(bytes).toString("utf8");
      assert.ok(text.startsWith("pagefind_dcd"), path);
      if (path.endsWith(".pf_fragment")) JSON.parse(text.slice("pagefind_dcd".length));
    },
  },
  {
    name: "what the search index is made of",
    path: /^pagefind\/.*\.(?:pf_meta|json|js|pagefind)$/,
    because: "hashes, counts and the program of the search; JSON by a printer",
    assertHarmless(bytes, path) {
      if (path.endsWith(".json")) JSON.parse(bytes.toString("utf8"));
    },
  },
  {
    name: "the site's own styles, scripts and pictures",
    path: /^(?:_astro\/[\w.@-]+\.(?:css|js)|favicon\.svg|apple-touch-icon\.png)$/,
    because: "compiled before any room is read",
    assertHarmless(bytes, path) {
      assert.ok(bytes.length > 0, path);
    },
  },
  {
    name: "files of strangers, made safe",
    path: new RegExp(`^media/([0-9a-f]{2})/\\1[0-9a-f]{30}\\.(?:${safeEndings.join("|")})$`),
    because: "drawn or packed anew, under a name and an ending of ours",
    assertHarmless(bytes, path) {
      assert.ok(bytes.length > 0 && !/^\s*</.test(bytes.subarray(0, 100).toString("latin1")), path);
    },
  },
  {
    name: "marks for hosts and for the next build",
    path: /^\.(?:nojekyll|daybook)$/,
    because: "constants and hashes",
    assertHarmless(bytes, path) {
      assert.ok(bytes.length < 1000, path);
    },
  },
];

/** The kind of an output file; fails for a file of no kind. */
export function outputKindOf(path: string): OutputKind {
  const kinds = outputKinds.filter((kind) => kind.path.test(path));
  const [kind] = kinds;
  assert.ok(
    kind !== undefined && kinds.length === 1,
    `${path} is ${kinds.length} kinds of output: say in test/support/output-kinds.ts how strangers' text is kept harmless in it`,
  );
  return kind;
}
