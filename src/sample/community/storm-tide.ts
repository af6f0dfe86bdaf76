import { stations } from "./stations.ts";

/** Midnight at which the day of the storm begins. */
export const stormDayMs = Date.parse("2026-02-11T00:00:00Z");

const hourMs = 3_600_000;
const moonTideHours = 12.42;
/** When the surge was highest, and the echo that the bay sent back four hours later. */
const surge = { topM: 1.04, atHour: 18 + 58 / 60, widthHours: 3.2 };
const echo = { topM: 0.2, atHour: 23, widthHours: 0.7 };

/** The storm's water at a station: the tide of the table, and what the wind put on top. Gull Pier at 18:58: 4.71 m, 1.04 m over. */
export function stormLevel(stationName: string, timeMs: number): { readonly levelM: number; readonly overM: number } {
  const station = stations[stationName];
  if (station === undefined) throw new Error(`There is no station "${stationName}"`);
  const hour = (timeMs - stormDayMs) / hourMs;
  const highWaterHour = 18.75 + station.lagMinutes / 60;
  const tableM = station.meanM + station.rangeM * Math.cos((2 * Math.PI * (hour - highWaterHour)) / moonTideHours);
  const overM = station.surgeShare * (bump(hour, surge) + bump(hour, echo));
  return { levelM: tableM + overM, overM };
}

function bump(hour: number, { topM, atHour, widthHours }: typeof surge): number {
  return topM * Math.exp(-(((hour - atHour) / widthHours) ** 2));
}
