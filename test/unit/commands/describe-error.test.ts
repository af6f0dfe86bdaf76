import assert from "node:assert/strict";
import { test } from "node:test";
import { MatrixApiError } from "#matrix/matrix-api-error.ts";
import { describeError } from "#scripts/commands/support/describe-error.ts";
import { UsageError } from "#scripts/commands/support/usage-error.ts";

const plain = { isAborted: false, verbose: false };

test("each kind of error has its exit code", () => {
  const matrix = new MatrixApiError("The server is away.", { kind: "unreachable" });
  assert.deepEqual(describeError(matrix, plain), {
    text: "The server is away.",
    code: 1,
    json: { error: { kind: "MatrixApiError", message: "The server is away." } },
  });
  assert.equal(describeError(new UsageError("No."), plain).code, 2);
  assert.equal(describeError(new Error("x"), plain).code, 1);
  assert.equal(describeError("x", plain).code, 1);
  assert.equal(describeError(matrix, { ...plain, isAborted: true }).code, 130);
});

test("what the system refuses is said with what to do", () => {
  const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
  assert.equal(
    describeError(full, plain).text,
    "The disk is full. Free some space and run the command again; what was done is kept.\n(ENOSPC: no space left on device, write)",
  );
});

test("a stack is shown with --verbose only, causes with it", () => {
  const error = new UsageError("No.", { cause: new Error("deep down") });
  assert.equal(describeError(error, plain).text, "No.");
  const { text } = describeError(error, { ...plain, verbose: true });
  assert.match(text, /^No\.\n\nUsageError: No\.\n +at [^]*\nCaused by: Error: deep down\n +at /);
});
