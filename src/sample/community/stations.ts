/** The stations of the harbour map, by name, with the person who looks after each and how the storm's tide behaved there. */
export const stations: Readonly<Record<string, Station>> = {
  "Gull Pier": { keeper: "ines", meanM: 2.17, rangeM: 1.5, lagMinutes: 13, surgeShare: 1 },
  "Skerry Point": { keeper: "siv", meanM: 2.02, rangeM: 1.38, lagMinutes: -31, surgeShare: 0.82 },
  "Old Mole": { keeper: "tomasz", meanM: 2.1, rangeM: 1.42, lagMinutes: 4, surgeShare: 0.93 },
  "Sluice Nine": { keeper: "friederike", meanM: 1.94, rangeM: 1.29, lagMinutes: 22, surgeShare: 0.97 },
  "Copper Quay": { keeper: "adaeze", meanM: 2.13, rangeM: 1.45, lagMinutes: 9, surgeShare: 0.95 },
  "Heron Creek": { keeper: "jonas", meanM: 1.71, rangeM: 1.08, lagMinutes: 41, surgeShare: 0.88 },
  "Lantern Rock": { keeper: "padraig", meanM: 1.98, rangeM: 1.34, lagMinutes: -26, surgeShare: 0.79 },
  "Saltmarsh Bridge": { keeper: "kit", meanM: 1.62, rangeM: 0.91, lagMinutes: 68, surgeShare: 0.7 },
  "North Breakwater": { keeper: "noam", meanM: 2.08, rangeM: 1.41, lagMinutes: -3, surgeShare: 0.91 },
  "Ferry Steps": { keeper: "leila", meanM: 2.11, rangeM: 1.44, lagMinutes: 7, surgeShare: 0.96 },
  "Pilot Basin": { keeper: "bo", meanM: 2.09, rangeM: 1.4, lagMinutes: 11, surgeShare: 0.94 },
};

export type Station = {
  readonly keeper: string;
  readonly meanM: number;
  /** Half the height between low and high water. */
  readonly rangeM: number;
  readonly lagMinutes: number;
  readonly surgeShare: number;
};

export const stationNames: readonly string[] = Object.keys(stations);

/** The station a person looks after; undefined: none. */
export function stationOf(who: string): string | undefined {
  return stationNames.find((name) => stations[name]?.keeper === who);
}
