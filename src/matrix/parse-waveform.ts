import type { JsonValue } from "#lib/json.ts";

/** Loudest value that clients write. */
const scale = 1024;
const barLimit = 60;
/** More values than any client writes are not read. */
const readLimit = 10_000;

/**
 * The loudness of a voice message over its length (MSC1767): bars of equal length from 0 to 1, each as high as the loudest value in it;
 * undefined unless all values are numbers.
 */
export function parseWaveform(value: JsonValue | undefined): readonly number[] | undefined {
  const values: readonly unknown[] = Array.isArray(value) ? value : [];
  if (values.length === 0 || values.length > readLimit || !values.every(Number.isFinite)) return undefined;
  const heights = (values as readonly number[]).map((one) => Math.min(1, Math.max(0, one / scale)));
  const count = Math.min(barLimit, heights.length);
  const start = (bar: number): number => Math.floor((bar * heights.length) / count);
  return Array.from({ length: count }, (_, bar) => Math.max(...heights.slice(start(bar), start(bar + 1))));
}
