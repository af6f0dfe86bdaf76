import assert from "node:assert/strict";
import { test } from "node:test";
import { createProgressMeter, progressLine } from "#scripts/commands/support/progress-meter.ts";

const step = (done: number, total?: number) => ({ subject: "#general: history", done, total, unit: "events" });

test("pace and time left follow from the last stretch", () => {
  let nowMs = 0;
  const meter = createProgressMeter(() => nowMs);
  assert.deepEqual(meter(step(0, 1000)), { step: step(0, 1000), rate: undefined, leftMs: undefined });
  nowMs = 2000;
  assert.deepEqual(meter(step(200, 1000)), { step: step(200, 1000), rate: 100, leftMs: 8000 });
  nowMs = 30_000;
  meter(step(200, 1000));
  nowMs = 31_000;
  assert.equal(meter(step(700, 1000)).rate, 500);
});

test("a new subject starts anew, and without a total nothing is promised", () => {
  let nowMs = 0;
  const meter = createProgressMeter(() => nowMs);
  meter(step(500));
  nowMs = 1000;
  assert.deepEqual(meter(step(1500)), { step: step(1500), rate: 1000, leftMs: undefined });
  nowMs = 2000;
  assert.equal(meter({ ...step(10), subject: "#other: history" }).rate, undefined);
});

test("the line tells count, pace and time left, and never breaks", () => {
  const state = { step: step(12_300, 40_000), rate: 830, leftMs: 33_400 };
  assert.equal(progressLine(state, { columns: 200 }), "#general: history  12,300 of 40,000 events  830/s  33 s left");
  assert.equal(
    progressLine(state, { columns: 200, bar: true }),
    "#general: history  █████░░░░░░░░░░░  12,300 of 40,000 events  830/s  33 s left",
  );
  assert.equal(progressLine({ step: step(5), rate: undefined, leftMs: undefined }), "#general: history  5 events");
  assert.equal(progressLine(state, { columns: 20 }), "#general: history …");
});
