import { mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { mediaFolder } from "#lib/media-paths.ts";
import type { Derived, MediaWish } from "#lib/safe-media.ts";
import { deriveLimits, type DeriveLimits } from "./derive-limits.ts";
import { startHelper, type Helper } from "./start-helper.ts";

/** Makes of strangers' files what may be published of them. One at a time; calls wait for each other. */
export type Deriver = {
  /**
   * Writes what may be published of the file at `sourcePath` to where `safeFilePath` says. The same file and
   * wish give the same files. Rejects only for what is no fault of the file: a full disk, a file that is not there.
   */
  readonly derive: (sourcePath: string, wish: MediaWish) => Promise<Derived>;
  /** Ends the process that does the work; a file that is under way is left as it was. */
  readonly close: () => Promise<void>;
};

export type DeriverOptions = {
  readonly storeFolder: string;
  readonly limits?: Partial<DeriveLimits>;
};

/** Nothing runs before the first file. */
export function openDeriver({ storeFolder, limits }: DeriverOptions): Deriver {
  // A part file that an interrupted run left is written over by the next one.
  const partFile = join(storeFolder, mediaFolder, "safe", "part");
  const order = { storeFolder, partFile, limits: { ...deriveLimits, ...limits } };
  let helper: Helper | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const deriveNext = async (source: string, wish: MediaWish): Promise<Derived> => {
    await mkdir(dirname(partFile), { recursive: true, mode: 0o700 });
    helper = helper?.isFit() === true ? helper : startHelper(order);
    return helper.work({ source, wish });
  };

  return {
    derive: (source, wish) => {
      const derived = turn.then(() => deriveNext(source, wish));
      turn = derived.catch(() => undefined);
      return derived;
    },
    close: async () => {
      await helper?.end();
      await rm(partFile, { force: true });
    },
  };
}
