import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutNotes } from "#media/without-notes.ts";

/** Heads that say only in how many bytes lengths are written. */
const avcHead = (lengthBytes: number): Uint8Array => Uint8Array.of(1, 66, 0, 30, 0xfc | (lengthBytes - 1));
const hevcHead = (lengthBytes: number): Uint8Array =>
  Uint8Array.of(...Array<number>(21).fill(0), 0xfc | (lengthBytes - 1));

test("notes between pictures go, pictures and what they need stay, in lengths of one, two and four bytes", () => {
  const clean = withoutNotes("avc", avcHead(1));
  assert.deepEqual([...clean(Uint8Array.of(2, 0x67, 1, 3, 0x06, 5, 9, 2, 0x65, 7))], [2, 0x67, 1, 2, 0x65, 7]);
  assert.deepEqual([...withoutNotes("avc", avcHead(2))(Uint8Array.of(0, 2, 0x06, 9, 0, 1, 0x41))], [0, 1, 0x41]);
  const four = Uint8Array.of(0, 0, 0, 2, 0x4e, 1, 0, 0, 0, 3, 0x26, 1, 8, 0, 0, 0, 2, 0x50, 1);
  assert.deepEqual([...withoutNotes("hevc", hevcHead(4))(four)], [0, 0, 0, 3, 0x26, 1, 8]);
});

test("a unit that says it is longer than its packet is left out, and no note hides behind it", () => {
  const clean = withoutNotes("avc", avcHead(1));
  assert.deepEqual([...clean(Uint8Array.of(2, 0x65, 7, 99, 0x41, 2, 0x06, 5))], [2, 0x65, 7]);
  assert.deepEqual([...clean(Uint8Array.of(0, 2, 0x06, 5))], []);
});

test("streams that divide their units by marks lose their notes too", () => {
  const clean = withoutNotes("avc", undefined);
  const stream = Uint8Array.of(0, 0, 0, 1, 0x67, 1, 0, 0, 1, 0x06, 5, 9, 9, 0, 0, 0, 1, 0x65, 7, 0, 0, 3, 1);
  assert.deepEqual([...clean(stream)], [0, 0, 1, 0x67, 1, 0, 0, 1, 0x65, 7, 0, 0, 3, 1]);
});

test("codecs without such notes keep their packets", () => {
  const packet = Uint8Array.of(2, 0x06, 9);
  assert.equal(withoutNotes("vp9", undefined)(packet), packet);
});
