const durationUnitsMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const sizeUnits: Readonly<Record<string, number>> = { B: 1, kB: 1e3, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };

/** `0s`, `90m`, `24h`, `30d` → milliseconds; undefined for any other form and for more than a hundred years. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,9})([smhd])$/.exec(text) ?? [];
  if (count === undefined || unit === undefined) return undefined;
  const durationMs = Number(count) * (durationUnitsMs[unit] ?? 0);
  return durationMs <= 36_525 * 86_400_000 ? durationMs : undefined;
}

/** `200kB`, `20MB`, `1.5GB` → bytes, in powers of 1000; undefined for any other form. */
export function parseSize(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,9}(?:\.\d{1,3})?) ?(B|kB|KB|MB|GB|TB)$/.exec(text) ?? [];
  return count === undefined || unit === undefined ? undefined : Math.round(Number(count) * (sizeUnits[unit] ?? 0));
}

/** `5%` → 0.05; from 0 % to 100 %. */
export function parseShare(text: string): number | undefined {
  const [, count] = /^(\d{1,3}(?:\.\d{1,3})?)%$/.exec(text) ?? [];
  return count === undefined || Number(count) > 100 ? undefined : Number(count) / 100;
}
