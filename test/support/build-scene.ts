import { dirname } from "node:path";
import type { BuildReport } from "#build/build-report.ts";
import type { Config } from "#config/config.ts";
import type { Store } from "#store/store.ts";
import { archiveConfig, type ArchiveConfig } from "./archive-config.ts";
import { build, changesBetween, readTree, type BuildOptions, type Tree } from "./site-build.ts";
import { StoredRoom } from "./stored-room.ts";
import { temporaryStore } from "./temporary-store.ts";
import type { Ending } from "./temporary-folder.ts";

export type BuildScene = {
  readonly store: Store;
  readonly config: Config;
  /** The room "#general:example.org", listed and indexed. */
  readonly stored: StoredRoom;
  /** Another configuration of the same store. */
  readonly configure: (change: Partial<ArchiveConfig>) => Config;
  readonly build: (options?: BuildOptions, config?: Config) => Promise<BuildReport>;
  readonly tree: (config?: Config) => Promise<Tree>;
  /** Lets something happen, builds, and tells what that did to the folder. */
  readonly after: (happen: () => Promise<unknown>) => Promise<Change>;
};

export type Change = ReturnType<typeof changesBetween> & { readonly report: BuildReport; readonly tree: Tree };

/** A store with one room, its configuration, and builds of its site. */
export async function buildScene(ending: Ending, options: Partial<ArchiveConfig> = {}): Promise<BuildScene> {
  const store = await temporaryStore(ending);
  const folder = dirname(store.folder);
  const rooms = [{ room: "#general:example.org", index: true }];
  const configure = (change: Partial<ArchiveConfig>) => archiveConfig({ folder, rooms, ...options, ...change });
  const config = configure({});
  const scene: BuildScene = {
    store,
    config,
    stored: new StoredRoom(store, { delayMs: config.rooms[0]?.delayMs ?? 0 }),
    configure,
    build: (given = {}, other = config) => build(other, store, given),
    tree: (other = config) => readTree(other.output),
    async after(happen) {
      const before = await scene.tree();
      await happen();
      const report = await scene.build();
      const tree = await scene.tree();
      return { ...changesBetween(before, tree), report, tree };
    },
  };
  return scene;
}

/** Paths of pages alone, as addresses below the site: `general/2024/03/05/`. */
export function pagesIn(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => path.endsWith("index.html")).map((path) => path.slice(0, -"index.html".length));
}

/** Addresses of pages that say that something was removed there, sorted. */
export function removalPagesIn(tree: Tree): readonly string[] {
  const isRemoval = ([, bytes]: readonly [string, Buffer]) =>
    /Something was removed here|no longer public here/.test(bytes.toString("utf8"));
  return pagesIn([...tree].filter(isRemoval).map(([path]) => path)).toSorted();
}
