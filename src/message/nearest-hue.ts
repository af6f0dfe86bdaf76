/** Degrees between two of the twelve inks, and where the first stands (src/styles/tokens.css). */
const hueStep = 30;
const firstHue = 25;
const hueCount = 12;

/** Less colourful than that is grey, black or white, which the page's own ink stands for. */
const leastChroma = 0.04;

/**
 * The ink of the site that comes nearest to a stranger's colour (`#rrggbb`), 0 to 11; undefined for greys. Only the hue is taken: the
 * lightness is the theme's, so that every colour can be read in both.
 */
export function nearestHue(colour: string): number | undefined {
  const [lightA, lightB] = oklabOf(colour);
  if (Math.hypot(lightA, lightB) < leastChroma) return undefined;
  const degrees = (Math.atan2(lightB, lightA) * 180) / Math.PI;
  return ((Math.round((degrees - firstHue) / hueStep) % hueCount) + hueCount) % hueCount;
}

/** The two axes of colour in Oklab (CSS Color 4, section 9.2). */
function oklabOf(colour: string): readonly [number, number] {
  const [red, green, blue] = [1, 3, 5].map((at) => linear(Number.parseInt(colour.slice(at, at + 2), 16) / 255));
  if (red === undefined || green === undefined || blue === undefined) return [0, 0];
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const middle = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short,
  ];
}

function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
