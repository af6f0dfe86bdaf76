import assert from "node:assert/strict";
import { test } from "node:test";
import { exceedsBrake } from "#publication/exceeds-brake.ts";

const brake = { share: 0.05, events: 200 };

test("the larger of share and number is still let through, one more is not", () => {
  assert.deepEqual(
    [200, 201].map((missing) => exceedsBrake(missing, 1000, brake)),
    [false, true],
    "a small room: the number",
  );
  assert.deepEqual(
    [500, 501].map((missing) => exceedsBrake(missing, 10_000, brake)),
    [false, true],
    "a large room: the share",
  );
});

test("a small room may lose everything, unless the brake is set tighter", () => {
  assert.equal(exceedsBrake(60, 60, brake), false);
  assert.equal(exceedsBrake(60, 60, { share: 0.5, events: 10 }), true);
  assert.equal(exceedsBrake(1, 60, { share: 0, events: 0 }), true);
  assert.equal(exceedsBrake(0, 60, { share: 0, events: 0 }), false);
});
