import type { Random } from "#sample/random.ts";

/**
 * Fills a script's text: `{a|b}` becomes one of its wordings, `{name}` a slot's text. Other braces, as in code and maths, stay.
 */
export function fillSlots(text: string, random: Random, slots: Readonly<Record<string, () => string>>): string {
  return text
    .replaceAll(/\{(\w+)\}/g, (whole, name: string) => slots[name]?.() ?? whole)
    .replaceAll(/\{([^{}\\]*\|[^{}\\]*)\}/g, (_, wordings: string) => random.pick(wordings.split("|")));
}

/** Slots whose text is a number that is drawn anew each time. */
export function numberSlots(random: Random): Readonly<Record<string, () => string>> {
  return {
    level: () => (0.4 + random.below(320) / 100).toFixed(2),
    cm: () => String(4 + random.below(22)),
    volts: () => (3.4 + random.below(60) / 100).toFixed(2),
    clock: () => `${two(random.below(24))}:${two(random.below(60))}`,
    n: () => String(3 + random.below(22)),
  };
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
