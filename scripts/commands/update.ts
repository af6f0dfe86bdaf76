import { buildSite } from "#build/build-site.ts";
import type { Config } from "#config/config.ts";
import { crawlArchive } from "#crawl/crawl-archive.ts";
import type { CrawlReport } from "#crawl/crawl-report.ts";
import { recordFailedCrawl } from "#crawl/record-failed-crawl.ts";
import type { Homeserver } from "#matrix/homeserver.ts";
import { MatrixApiError } from "#matrix/matrix-api-error.ts";
import type { Store } from "#store/store.ts";
import { buildExitCode, buildReportLines } from "./support/build-report-lines.ts";
import { connect } from "./support/connect.ts";
import { assertCrawlFlags, type CrawlFlags } from "./support/crawl-options.ts";
import { crawlExitCode, crawlReportLines } from "./support/crawl-report-lines.ts";
import { exitCode, type ExitCode } from "./support/exit-code.ts";
import { loadConfig } from "./support/load-config.ts";
import { hasStore, withStore } from "./support/with-store.ts";
import type { World } from "./support/world.ts";

/** Crawl, then build. */
export async function update(world: World, options: CrawlFlags): Promise<ExitCode> {
  const config = loadConfig(world.configFile);
  assertCrawlFlags(options, config);
  return updateSite(world, config, options);
}

/** The same for a configuration at hand, as the demo has. */
export async function updateSite(world: World, config: Config, options: CrawlFlags): Promise<ExitCode> {
  const { reporter, signal, now } = world;
  const isFirst = !hasStore(config);
  // Before the store, so that a missing token leaves nothing behind.
  const connected = await serverAnswer(world, () => connect(config, world));
  if (isFirst && connected.failure !== undefined) throw connected.failure;
  return withStore(config, async (store) => {
    const crawled = await crawlWith(world, config, store, options, connected);
    if (crawled.failure !== undefined) {
      // A server that is away must not delay what was decided here: opt-outs and rooms taken off the list.
      if (isFirst) throw crawled.failure;
      reporter.fail(
        `${crawled.failure.message}\nNothing new was fetched; the site is built from what the store holds.`,
      );
    }
    const crawlCode = crawled.value === undefined ? exitCode.partial : crawlExitCode(crawled.value);
    if (signal.aborted || crawlCode === exitCode.interrupted) {
      reporter.printJson({ crawl: crawled.value });
      return exitCode.interrupted;
    }
    const { log, progress } = reporter;
    const report = await buildSite({ config, store, log, progress, signal, now, full: options.full ?? false });
    reporter.print(buildReportLines(report, config.output));
    reporter.printJson({ crawl: crawled.value, crawlError: crawled.failure?.message, build: report });
    return Math.max(crawlCode, buildExitCode(report)) as ExitCode;
  });
}

type ServerAnswer<Value> =
  | { readonly value: Value; readonly failure: undefined }
  | { readonly value: undefined; readonly failure: MatrixApiError };

/** What only the server can have caused is an answer too; everything else is thrown. */
async function serverAnswer<Value>({ signal }: World, work: () => Promise<Value>): Promise<ServerAnswer<Value>> {
  try {
    return { value: await work(), failure: undefined };
  } catch (error) {
    if (signal.aborted || !(error instanceof MatrixApiError)) throw error;
    return { value: undefined, failure: error };
  }
}

async function crawlWith(
  world: World,
  config: Config,
  store: Store,
  options: CrawlFlags,
  connected: ServerAnswer<Homeserver>,
): Promise<ServerAnswer<CrawlReport>> {
  const { reporter, signal, now } = world;
  if (connected.failure !== undefined) {
    await recordFailedCrawl({ config, store, startMs: now(), endMs: now(), error: connected.failure });
    return connected;
  }
  const { log, progress } = reporter;
  const homeserver = connected.value;
  const crawled = await serverAnswer(world, () =>
    crawlArchive({ config, homeserver, store, log, progress, signal, now, options }),
  );
  if (crawled.value !== undefined) reporter.print(crawlReportLines(crawled.value));
  return crawled;
}
