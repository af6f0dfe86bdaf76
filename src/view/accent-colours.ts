/** What is written in the accent colour must be readable for everyone (WCAG 2.2, 1.4.3). */
const leastContrast = 4.5;

/** The papers of src/styles/tokens.css. */
const papers = { light: "#fcfcfa", dark: "#16181d" } as const;

/**
 * An accent colour (`#rrggbb`) as each theme shows it: as it is where it can be read on that theme's paper, else darkened or lightened as
 * little as makes it readable.
 */
export function accentColours(accent: string): { readonly light: string; readonly dark: string } {
  return { light: readableOn(accent, papers.light, 0), dark: readableOn(accent, papers.dark, 255) };
}

/** The stylesheet that puts an accent colour in the place of the site's own. */
export function accentStyles(accent: string): string {
  const { light, dark } = accentColours(accent);
  return `html:root{--rubric:${light}}@media(prefers-color-scheme:dark){html:root{--rubric:${dark}}}\n`;
}

/** Says where an accent colour is too pale for the light theme, which readers meet first. */
export function accentWarnings(accent: string | undefined): readonly string[] {
  if (accent === undefined) return [];
  const { light } = accentColours(accent);
  if (light === accent) return [];
  const contrast = contrastOf(accent, papers.light).toFixed(1);
  return [
    `site.accent ${accent} is too pale to be read on the light theme (contrast ${contrast}, ${leastContrast} is needed). Links are ${light} there; choose a darker colour to have it as it is.`,
  ];
}

/** Mixed with black (0) or white (255) in steps of a hundredth. */
function readableOn(colour: string, paper: string, towards: 0 | 255): string {
  for (let step = 0; step <= 100; step += 1) {
    const mixed = mix(colour, towards, step / 100);
    if (contrastOf(mixed, paper) >= leastContrast) return mixed;
  }
  return mix(colour, towards, 1);
}

function mix(colour: string, towards: number, share: number): string {
  const mixed = channelsOf(colour).map((channel) => Math.round(channel + (towards - channel) * share));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/** WCAG 2.2, "contrast ratio". */
function contrastOf(one: string, other: string): number {
  const [low = 0, high = 0] = [luminanceOf(one), luminanceOf(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** WCAG 2.2, "relative luminance". */
function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channelsOf(colour: string): readonly number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
}
