import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { sniffFile } from "#media/sniff-file.ts";
import { quarters } from "#test/support/drawn-pictures.ts";
import { mediaShelf } from "#test/support/media-shelf.ts";

const utf16 = (text: string, order: "little" | "big"): Buffer => {
  const bytes = Buffer.from(`\uFEFF${text}`, "utf16le");
  return order === "little" ? bytes : bytes.swap16();
};

test("what a browser could open as a page is a document, however it begins", async (t) => {
  const shelf = await mediaShelf(t);
  const documents: Readonly<Record<string, string | Buffer>> = {
    svg: '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "svg after a declaration and a comment": `<?xml version="1.0"?><!-- ${"x".repeat(1500)} --><svg onload="alert(1)"/>`,
    "svg in UTF-16": utf16('<svg onload="alert(1)"/>', "little"),
    "page in UTF-16, big end first": utf16("<html><script>alert(1)</script>", "big"),
    "page after a mark, spaces and zeros": "\uFEFF \n\t\0\0<!DOCTYPE html><title>x</title>",
    "part of a page": "<script>alert(1)</script>",
    "capital letters": "<IMG SRC=x ONERROR=alert(1)>",
    xml: '<?xml version="1.0"?><feed/>',
    "portable document": "%PDF-1.7\n%\u00E2\u00E3",
  };
  for (const [name, bytes] of Object.entries(documents)) {
    assert.equal((await sniffFile(await shelf.put(bytes))).family, "document", name);
  }
});

test("pictures are pictures by their bytes, and words are neither picture nor page", async (t) => {
  const shelf = await mediaShelf(t);
  const { data, raw } = quarters(4, 4);
  const families = async (bytes: Uint8Array | string): Promise<unknown> => sniffFile(await shelf.put(bytes));
  assert.deepEqual(await families(await sharp(data, { raw }).gif().toBuffer()), {
    family: "picture",
    mimeType: "image/gif",
  });
  assert.deepEqual(await families("2 < 3, and <3 to all"), { family: "other", mimeType: undefined });
  assert.deepEqual(await families(""), { family: "empty", mimeType: undefined });
});
