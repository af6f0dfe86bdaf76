import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { findSecrets } from "#message/find-secrets.ts";
import { maskText } from "#message/mask-text.ts";
import { tokenShapes } from "#message/token-shapes.ts";

const pieces = (
  "ann @ %40 mail.example . : :// + 49 12025550142 - _ = x é 🌊 eyJ ghp_ sk- syt_ [hidden] " + "A".repeat(40)
)
  .split(" ")
  .concat(" ", "\n", "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----");
const anyText = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(""));

suite("masking", () => {
  test("finds stretches in order, apart and inside the text, and leaves everything between them as it was", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const secrets = findSecrets(text);
        let done = 0;
        for (const { start, end } of secrets) {
          assert.ok(start >= done && end > start && end <= text.length);
          done = end;
        }
        const [masked, rest] = [maskText(text), withoutStretches(text, secrets)];
        assert.equal(masked.length, rest.length + secrets.length * "[hidden]".length);
      }),
      { numRuns: 3000, seed: 4 },
    );
  });

  test("finds an address wherever it stands between words", () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        assert.doesNotMatch(maskText(`${before} nora.v@post.example ${after}`), /nora\.v@post/);
      }),
      { numRuns: 2000, seed: 4 },
    );
  });

  test("takes twice as long for twice the text, whatever the text is", () => {
    const prefixes = tokenShapes.map(({ prefix }) => prefix.source.replaceAll(/[\\()?:|[\]{}\d,]/g, "") + "a-");
    const hostile = [
      "a",
      "@",
      "a@",
      "a@a.",
      "@a:",
      "+1",
      "+1 ",
      "1 ",
      "://a:",
      "eyJ-",
      "-----BEGIN ",
      "%40a.",
      ...prefixes,
    ];
    for (const piece of hostile) {
      const [small, large] = [secondsFor(piece, 20_000), secondsFor(piece, 200_000)];
      // Ten times the text takes ten times as long, give or take; a square would be a hundred times.
      assert.ok(large < Math.max(small, 0.002) * 50, `${JSON.stringify(piece)}: ${small} s, then ${large} s`);
    }
  });
});

function withoutStretches(text: string, stretches: ReturnType<typeof findSecrets>): string {
  return stretches.toReversed().reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
}

/** Of processor time, the best of five runs: others use the machine too. */
function secondsFor(piece: string, length: number): number {
  const text = piece.repeat(Math.ceil(length / piece.length));
  const times = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    findSecrets(text);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  });
  return Math.min(...times);
}
