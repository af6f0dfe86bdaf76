/**
 * Letters of a named style as signs of their own ("Mathematical Alphanumeric Symbols", Unicode): of MathML's `mathvariant` browsers keep
 * only `normal`, and an ℝ that turns into R says something else. Signs that have no such form stay as they are.
 */
export function mathsLetters(text: string, variant: string): string {
  const style = styles.get(variant);
  return style === undefined ? text : Array.from(text, (sign) => letterOf(sign, style)).join("");
}

/** Where a style's letters begin; undefined: it has none of these. */
type Style = {
  readonly capitals: number;
  readonly digits?: number;
  readonly greek?: number;
  /** Letters that Unicode had before, at places of their own. */
  readonly elsewhere?: Readonly<Record<string, string>>;
};

const scriptElsewhere = { B: "ℬ", E: "ℰ", F: "ℱ", H: "ℋ", I: "ℐ", L: "ℒ", M: "ℳ", R: "ℛ", e: "ℯ", g: "ℊ", o: "ℴ" };
const frakturElsewhere = { C: "ℭ", H: "ℌ", I: "ℑ", R: "ℜ", Z: "ℨ" };
const doubleStruckElsewhere = { C: "ℂ", H: "ℍ", N: "ℕ", P: "ℙ", Q: "ℚ", R: "ℝ", Z: "ℤ" };

const styles: ReadonlyMap<string, Style> = new Map<string, Style>([
  ["bold", { capitals: 0x1d400, digits: 0x1d7ce, greek: 0x1d6a8 }],
  ["italic", { capitals: 0x1d434, greek: 0x1d6e2, elsewhere: { h: "ℎ" } }],
  ["bold-italic", { capitals: 0x1d468, greek: 0x1d71c }],
  ["script", { capitals: 0x1d49c, elsewhere: scriptElsewhere }],
  ["bold-script", { capitals: 0x1d4d0 }],
  ["fraktur", { capitals: 0x1d504, elsewhere: frakturElsewhere }],
  ["double-struck", { capitals: 0x1d538, digits: 0x1d7d8, elsewhere: doubleStruckElsewhere }],
  ["bold-fraktur", { capitals: 0x1d56c }],
  ["sans-serif", { capitals: 0x1d5a0, digits: 0x1d7e2 }],
  ["bold-sans-serif", { capitals: 0x1d5d4, digits: 0x1d7ec, greek: 0x1d756 }],
  ["sans-serif-italic", { capitals: 0x1d608 }],
  ["sans-serif-bold-italic", { capitals: 0x1d63c, greek: 0x1d790 }],
  ["monospace", { capitals: 0x1d670, digits: 0x1d7f6 }],
]);

function letterOf(sign: string, { capitals, digits, greek, elsewhere = {} }: Style): string {
  const known = elsewhere[sign];
  if (known !== undefined) return known;
  if (/^[A-Z]$/.test(sign)) return moved(sign, "A", capitals);
  if (/^[a-z]$/.test(sign)) return moved(sign, "a", capitals + 26);
  if (/^\d$/.test(sign)) return moved(sign, "0", digits);
  // U+03A2 is no letter: at its place the capital theta symbol stands.
  if (/^[Α-ΡΣ-Ω]$/u.test(sign)) return moved(sign, "Α", greek);
  return /^[α-ω]$/u.test(sign) ? moved(sign, "α", greek === undefined ? undefined : greek + 26) : sign;
}

function moved(sign: string, first: string, base: number | undefined): string {
  return base === undefined ? sign : String.fromCodePoint(base + sign.charCodeAt(0) - first.charCodeAt(0));
}
