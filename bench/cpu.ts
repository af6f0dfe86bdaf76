import { familyCpuMs } from "./processes.ts";

/** CPU time of all threads, and the time on the wall, in milliseconds. */
export type Cost = { readonly cpuMs: number; readonly wallMs: number };

async function costOf(work: () => Promise<unknown>, { family }: { family: boolean }): Promise<Cost> {
  const cpuMs = family ? familyCpuMs : ownCpuMs;
  const cpuBefore = cpuMs();
  const startMs = performance.now();
  await work();
  return { wallMs: performance.now() - startMs, cpuMs: cpuMs() - cpuBefore };
}

/**
 * Measures several pieces of work in turns, so that a busy moment of the machine meets all of them. Of each, the median CPU
 * time and the least time on the wall, since other programs only ever add to that. The first round warms everything up and
 * does not count. `family`: programs that this process has started count too.
 */
export async function medianCosts<Name extends string>(
  works: Readonly<Record<Name, () => Promise<unknown>>>,
  rounds: number,
  { family = false } = {},
): Promise<Readonly<Record<Name, Cost>>> {
  const names = Object.keys(works) as Name[];
  const costs = new Map<Name, Cost[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      const cost = await costOf(works[name], { family });
      if (round > 0) costs.get(name)?.push(cost);
    }
  }
  return Object.fromEntries(names.map((name) => [name, summaryOf(costs.get(name) ?? [])])) as Record<Name, Cost>;
}

function summaryOf(costs: readonly Cost[]): Cost {
  return { cpuMs: median(costs.map(({ cpuMs }) => cpuMs)), wallMs: Math.min(...costs.map(({ wallMs }) => wallMs)) };
}

/** The middle one; of an even number the lower of the two. */
export function median(values: readonly number[]): number {
  const middle = values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) / 2)];
  if (middle === undefined) throw new RangeError("There is no median of nothing");
  return middle;
}

function ownCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
