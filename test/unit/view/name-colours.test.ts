import assert from "node:assert/strict";
import { test } from "node:test";
import { readProject } from "#test/support/read-project.ts";

const tokens = await readProject("src/styles/tokens.css");
const dark = /prefers-color-scheme: dark[^]*?\n\}/.exec(tokens)?.[0] ?? "";
const hues = [...tokens.matchAll(/^\.hue-\d+ \{\s*--hue: (\d+);/gm)].map(([, hue]) => Number(hue));

/** What names stand on: the page, the pale paper of cards, and the wash of a marked message. */
const backgrounds = ["--paper", "--paper-2", "--wash"];

for (const [theme, css] of [
  ["light", tokens],
  ["dark", dark],
] as const) {
  test(`each colour of a name has a contrast of at least 4.5 with all it stands on in ${theme} (WCAG 1.4.3)`, () => {
    assert.equal(hues.length, 12);
    const lightness = Number(tokenOf(css, "--name-light").replace("%", "")) / 100;
    const chroma = Number(tokenOf(css, "--name-strength"));
    for (const background of backgrounds) {
      const ground = luminance(fromHex(tokenOf(css, background)));
      for (const hue of hues) {
        const ratio = contrast(luminance(fromOklch(lightness, chroma, hue)), ground);
        assert.ok(ratio >= 4.5, `hue ${hue} on ${background}: ${ratio.toFixed(2)}`);
      }
    }
  });
}

type Linear = readonly [red: number, green: number, blue: number];

function tokenOf(css: string, name: string): string {
  const value = new RegExp(`${name}: ([^;]+);`).exec(css)?.[1];
  assert.ok(value !== undefined, name);
  return value;
}

function fromHex(hex: string): Linear {
  const linear = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [linear(1), linear(3), linear(5)];
}

/** CSS Color 4, "OKLCH to linear sRGB"; what is outside sRGB is clipped, as browsers at worst do. */
function fromOklch(lightness: number, chroma: number, hue: number): Linear {
  const angle = (hue * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clipped = (value: number): number => Math.min(1, Math.max(0, value));
  return [
    clipped(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clipped(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clipped(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function luminance([red, green, blue]: Linear): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}
