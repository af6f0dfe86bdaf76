import type { ListedRemoval } from "#operations/remove/read-removals.ts";
import { RemoveWishError, type RemoveWish } from "#operations/remove/remove-wish.ts";
import type { ExitCode } from "./support/exit-code.ts";
import { exitCode } from "./support/exit-code.ts";
import { loadConfig } from "./support/load-config.ts";
import { removalListLines, removeExitCode, removeReportLines } from "./support/remove-report-lines.ts";
import { UsageError } from "./support/usage-error.ts";
import { assertStore, withStore } from "./support/with-store.ts";
import type { World } from "./support/world.ts";

export type RemoveFlags = {
  readonly event?: readonly string[];
  readonly user?: readonly string[];
  readonly day?: readonly string[];
  readonly room?: readonly string[];
  readonly network?: readonly string[];
  readonly media?: readonly string[];
  readonly reason?: string;
  readonly undo?: boolean;
  readonly list?: boolean;
  /** False with `--no-build`. */
  readonly build?: boolean;
};

/** Takes things out of store and site, or lists what was. */
export async function remove(world: World, flags: RemoveFlags): Promise<ExitCode> {
  const { reporter } = world;
  const config = loadConfig(world.configFile);
  assertStore(config);
  const wish = toWish(flags);
  const isEmpty = Object.values(wish).every((part) => part.length === 0);
  if (flags.list === true) {
    if (!isEmpty || flags.undo === true)
      throw new UsageError("Wrong usage: --list shows all removals and takes nothing beside it.\nNothing was done.");
    const { readListedRemovals } = await import("#operations/remove/read-removals.ts");
    const removals: readonly ListedRemoval[] = await withStore(config, readListedRemovals, { readOnly: true });
    reporter.print(removalListLines(removals));
    reporter.printJson({ removals });
    return exitCode.done;
  }
  if (isEmpty) throw new UsageError(nothingNamed);
  return removeNow(world, config, { wish, flags });
}

const nothingNamed =
  "Wrong usage: nothing was named. Give --event, --user, --day, --room, --network or --media, or --list to see what is removed.\nNothing was done. `daybook remove --help` tells more.";

async function removeNow(
  { reporter, signal, now }: World,
  config: ReturnType<typeof loadConfig>,
  { wish, flags }: { readonly wish: RemoveWish; readonly flags: RemoveFlags },
): Promise<ExitCode> {
  const { remove: removeFrom } = await import("#operations/remove/remove.ts");
  const { log, progress } = reporter;
  const { reason, undo = false, build = true } = flags;
  try {
    const report = await withStore(config, (store) =>
      removeFrom({ config, store, wish, reason, undo, build, log, progress, signal, now }),
    );
    reporter.print(removeReportLines(report, config.output));
    reporter.printJson(report);
    return removeExitCode(report);
  } catch (error) {
    if (error instanceof RemoveWishError) throw new UsageError(`${error.message}\nNothing was done.`, { cause: error });
    throw error;
  }
}

function toWish({ event, user, day, room, network, media }: RemoveFlags): RemoveWish {
  return {
    events: event ?? [],
    users: user ?? [],
    days: day ?? [],
    rooms: room ?? [],
    networks: network ?? [],
    media: media ?? [],
  };
}
