import assert from "node:assert/strict";
import { after, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { closePagefind, type SearchFile } from "#build/search/pagefind-index.ts";
import type { ShardPart } from "#build/search/search-shard-parts.ts";
import { type SaidLine, searchDay } from "#test/support/search-days.ts";
import { shardParts } from "#test/support/shard-parts.ts";
import type { SearchDay } from "#view/search-day.ts";

after(closePagefind);

const closedYear = { slug: "general", period: "2024" };
const hello: SaidLine = { by: "Ann", text: "The tide gauge is back" };

test("a shard holds an index and the list of its pages, and no script, style or wasm", async () => {
  const [part] = partsOf([searchDay("general", "2024-03-05", [[hello]])]);
  const names = (await filesOf(part)).map(({ path }) => path.replace(/[a-z]+_[0-9a-f]+/u, "…"));
  assert.deepEqual(names, [
    "pagefind/rooms/general/2024/filter/….pf_filter",
    "pagefind/rooms/general/2024/filter/….pf_filter",
    "pagefind/rooms/general/2024/fragment/….pf_fragment",
    "pagefind/rooms/general/2024/index/….pf_index",
    "pagefind/rooms/general/2024/pagefind-entry.json",
    "pagefind/rooms/general/2024/pagefind.….pf_meta",
    "pagefind/rooms/general/2024/pages.json",
  ]);
});

test("the same days give the same bytes", async () => {
  const days = Array.from({ length: 9 }, (_, index) => searchDay("general", `2024-03-0${index + 1}`, [[hello, hello]]));
  const [first] = partsOf(days);
  const [second] = partsOf(days);
  assert.equal(first?.key, second?.key);
  assert.deepEqual(await filesOf(first), await filesOf(second));
});

test("the key changes with a word, an author, an address and the language, and with nothing else", () => {
  const key = (days: readonly SearchDay[], language = "en"): string | undefined => partsOf(days, language)[0]?.key;
  const day = searchDay("general", "2024-03-05", [[hello]]);
  const before = key([day]);
  assert.notEqual(key([searchDay("general", "2024-03-05", [[{ ...hello, text: "The tide gauge is gone" }]])]), before);
  assert.notEqual(key([searchDay("general", "2024-03-05", [[{ ...hello, by: "Bea" }]])]), before);
  assert.notEqual(key([searchDay("general", "2024-03-05", [[{ ...hello, isNotice: true }]])]), before);
  assert.notEqual(key([searchDay("general", "2024-03-05", [[hello]], { base: "/archive/" })]), before);
  assert.notEqual(key([day], "de"), before);
  assert.equal(key([{ ...day, roomTitle: "Renamed", drawnFrom: [] }]), before);
  assert.equal(key([day], "en-GB"), before);
});

test("a page is stored once, with each message's id, label and place", async () => {
  const lines: readonly SaidLine[] = [
    { by: "Ann  of\nthe | harbour", text: "Is <b>this</b> &amp; that shown?\nfoo()", has: ["code", "link"] },
    { by: "Bea", text: "Yes" },
  ];
  const day = searchDay("general", "2024-03-05", [lines]);
  const [part] = partsOf([day]);
  const [page] = pagesIn(await filesOf(part));
  assert.equal(page?.content, "Is <b>this</b> &amp; that shown? foo() Yes");
  assert.deepEqual(page?.filters, { room: ["general"], year: ["2024"] });
  assert.deepEqual(
    page?.anchors.map(({ id, title, location, text }) => ({ id, title, location, text })),
    [
      {
        id: day.parts[0]?.messages[0]?.id,
        title: "2024-03-05T14:03:00Z|cl|Ann of the | harbour",
        location: 0,
        text: "",
      },
      { id: day.parts[0]?.messages[1]?.id, title: "2024-03-05T14:03:00Z||Bea", location: 6, text: "" },
    ],
  );
});

test("pages of a closed year share files, those of a month do not, and both tell the day of each page", async () => {
  const days = Array.from({ length: 9 }, (_, index) =>
    searchDay("general", `2024-03-0${index + 1}`, [[{ by: "Ann", text: `Reading number ${index}` }]]),
  );
  for (const [period, fragmentCount] of [
    ["2024", 3],
    ["2024-03", 9],
  ] as const) {
    const [part] = shardParts({ slug: "general", period }, days);
    const files = await filesOf(part);
    assert.equal(files.filter(({ path }) => path.endsWith(".pf_fragment")).length, fragmentCount);
    assert.deepEqual(
      Object.values(pagesJsonIn(files)).toSorted(),
      days.map(({ day }) => day),
    );
  }
});

test("messages without spaces between words also go into a second index, alone", async () => {
  const days = [
    searchDay("general", "2024-03-05", [[hello, { by: "Yuki", text: "潮位計の調子が悪い" }], [hello]]),
    searchDay("general", "2024-03-06", [[hello]]),
  ];
  const parts = partsOf(days);
  assert.deepEqual(
    parts.map(({ entry }) => [entry.path, entry.language, entry.first, entry.last]),
    [
      ["rooms/general/2024/", "en", "2024-03-05", "2024-03-06"],
      ["rooms/general/2024-ja/", "ja", "2024-03-05", "2024-03-05"],
    ],
  );
  const pages = pagesIn(await filesOf(parts[1]));
  assert.deepEqual(
    pages.map(({ content }) => content.replaceAll("\u200B", "|")),
    ["潮位|計|の|調子|が|悪い"],
  );
});

test("a site in such a language needs no second index", async () => {
  const parts = partsOf([searchDay("general", "2024-03-05", [[{ by: "Yuki", text: "潮位計" }]])], "ja");
  assert.deepEqual(
    parts.map(({ entry }) => entry.path),
    ["rooms/general/2024/"],
  );
});

test("pages with nothing but signs are left out, and a shard of nothing else does not exist", async () => {
  const signs = searchDay("general", "2024-03-05", [
    [
      { by: "Ann", text: "👍" },
      { by: "Bea", text: "…!" },
    ],
  ]);
  assert.deepEqual(partsOf([signs]), []);
  const [part] = partsOf([signs, searchDay("general", "2024-03-06", [[hello]])]);
  assert.deepEqual(Object.values(pagesJsonIn(await filesOf(part))), ["2024-03-06"]);
});

test("hostile text is indexed: control signs, zero-width spaces, markup, data without spaces", async () => {
  const texts = [
    "a\u200Bb tide",
    "\u0007\u001B[31m gauge",
    "</body><script>x</script>",
    "q".repeat(300_000),
    "n\u0085el",
  ];
  const [part] = partsOf(
    texts.map((text, index) => searchDay("general", `2024-03-0${index + 1}`, [[{ by: text, text }]])),
  );
  const pages = pagesIn(await filesOf(part));
  assert.equal(pages.length, texts.length);
  assert.ok(pages.every(({ content }) => !content.includes("\u200B") && content.length < 300));
  assert.ok(pages.some(({ content }) => content === "</body><script>x</script>"));
});

test("a shard names every event whose text or author is in it", async () => {
  const [part] = partsOf([
    searchDay("general", "2024-03-05", [[hello, hello]]),
    searchDay("general", "2024-03-06", [[hello]]),
  ]);
  assert.deepEqual(part?.drawnFrom, ["$general-2024-03-05-0-0", "$general-2024-03-05-0-1", "$general-2024-03-06-0-0"]);
});

type StoredPage = {
  readonly url: string;
  readonly content: string;
  readonly filters: unknown;
  readonly anchors: readonly {
    readonly id: string;
    readonly title: string;
    readonly text: string;
    readonly location: number;
  }[];
};

function partsOf(days: readonly SearchDay[], language = "en"): readonly ShardPart[] {
  return shardParts(closedYear, days, { language });
}

async function filesOf(part: ShardPart | undefined): Promise<readonly SearchFile[]> {
  assert.ok(part);
  return part.files();
}

function pagesIn(files: readonly SearchFile[]): readonly StoredPage[] {
  return files
    .filter(({ path }) => path.endsWith(".pf_fragment"))
    .map(({ content }) => JSON.parse(gunzipSync(content).toString().slice("pagefind_dcd".length)) as object)
    .flatMap((json) => ("url" in json ? [json as StoredPage] : (Object.values(json) as StoredPage[])));
}

function pagesJsonIn(files: readonly SearchFile[]): Readonly<Record<string, string>> {
  const file = files.find(({ path }) => path.endsWith("/pages.json"));
  assert.ok(file);
  return JSON.parse(new TextDecoder().decode(file.content)) as Readonly<Record<string, string>>;
}
