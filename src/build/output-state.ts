import type { Config } from "#config/config.ts";
import { sha256Hex } from "#lib/hash.ts";
import type { OutputRecord } from "#store/records.ts";
import type { Store } from "#store/store.ts";
import type { CompiledSite } from "./compile-site.ts";
import { readStamp } from "./stamp.ts";

/** What the store knows of an output folder when a build into it begins. */
export type OutputState = {
  readonly path: string;
  readonly output: OutputRecord;
  /** Nothing that is there can be relied on. */
  readonly isFull: boolean;
  readonly inputKey: string;
  readonly summariesKey: string;
};

/** No folder has this name: under it stands which rules the summaries of days were last made by. */
const summariesPath = "day summaries";

/**
 * Looks at what earlier builds left. Until the last step the record says that nothing can be relied on: an interrupted full
 * build is begun anew.
 */
export async function openOutput({
  config,
  store,
  compiled,
  full,
}: {
  config: Config;
  store: Store;
  compiled: CompiledSite;
  full: boolean;
}): Promise<OutputState> {
  const path = config.output;
  const [inputKey, summariesKey] = [inputKeyOf(config, compiled), summariesKeyOf(config)];
  const before = await store.readOutput(path);
  const isStamped = before?.stamp === store.id && (await readStamp(path)) === store.id;
  // Another folder of this store may have other rules, and its build has written its own summaries of the days.
  const hasSummaries = (await store.readOutput(summariesPath))?.inputKey === summariesKey;
  const isFull = full || !isStamped || !hasSummaries || before.inputKey !== inputKey;
  const reachedChange = before?.reachedChange ?? 0;
  const output = await store.writeOutput({ path, stamp: store.id, reachedChange, inputKey: isFull ? "" : inputKey });
  if (!hasSummaries) await store.writeOutput({ path: summariesPath, stamp: store.id, reachedChange: 0, inputKey: "" });
  return { path, output, isFull, inputKey, summariesKey };
}

/** Nothing that is in the folder can be relied on any more: the next build makes all of it anew. */
export async function forgetOutput(store: Store, { path, output }: OutputState): Promise<void> {
  await store.writeOutput({ path, stamp: store.id, reachedChange: output.reachedChange, inputKey: "" });
}

/** The folder holds everything up to a change number. */
export async function closeOutput(store: Store, state: OutputState, reachedChange: number): Promise<void> {
  const { path, inputKey, summariesKey } = state;
  await store.transaction(async (tx) => {
    await tx.writeOutput({ path, stamp: store.id, reachedChange, inputKey });
    await tx.writeOutput({ path: summariesPath, stamp: store.id, reachedChange, inputKey: summariesKey });
  });
}

/** Everything beside the store that decides over the bytes of the site. */
function inputKeyOf({ site, rooms, publication }: Config, compiled: CompiledSite): string {
  return sha256Hex(JSON.stringify([compiled.key, site, rooms, withoutPeople(publication)])).slice(0, 32);
}

/** What decides over what is shown of a day, wherever it is shown. */
function summariesKeyOf({ site: { language }, rooms, publication }: Config): string {
  return sha256Hex(JSON.stringify([language, rooms, withoutPeople(publication)])).slice(0, 32);
}

/** Changed rules over people mark the days that they touch in the store. */
function withoutPeople(publication: Config["publication"]) {
  const { optOut: _, policyLists: __, ...others } = publication;
  return others;
}
