import { crawlArchive } from "#crawl/crawl-archive.ts";
import { connect } from "./support/connect.ts";
import { assertCrawlFlags, type CrawlFlags } from "./support/crawl-options.ts";
import { crawlExitCode, crawlReportLines } from "./support/crawl-report-lines.ts";
import type { ExitCode } from "./support/exit-code.ts";
import { loadConfig } from "./support/load-config.ts";
import { withStore } from "./support/with-store.ts";
import type { World } from "./support/world.ts";

/** Homeserver → store. */
export async function crawl(world: World, options: CrawlFlags): Promise<ExitCode> {
  const { reporter, signal, now } = world;
  const config = loadConfig(world.configFile);
  assertCrawlFlags(options, config);
  const homeserver = await connect(config, world);
  const { log, progress } = reporter;
  const report = await withStore(config, (store) =>
    crawlArchive({ config, homeserver, store, log, progress, signal, now, options }),
  );
  reporter.print(crawlReportLines(report));
  reporter.printJson(report);
  return crawlExitCode(report);
}
