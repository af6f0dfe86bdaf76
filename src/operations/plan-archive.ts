import type { Config } from "#config/config.ts";
import type { Log, Progress } from "#lib/progress.ts";
import type { Homeserver } from "#matrix/homeserver.ts";
import type { Store } from "#store/store.ts";
import { forecastFor } from "./plan-forecast.ts";
import { proposeRooms } from "./plan-proposals.ts";
import type { PlanReport } from "./plan-report.ts";
import { planStored } from "./plan-stored.ts";
import { wishWarnings } from "./plan-wishes.ts";
import { planRoom, type RoomPlan } from "./plan-room.ts";
import { planSeries, type PlannedSeries } from "./plan-series.ts";

export type Planning = {
  readonly config: Config;
  readonly homeserver: Homeserver;
  /** What was crawled so far; undefined: nothing yet. */
  readonly store?: Store | undefined;
  readonly log: Log;
  readonly progress: Progress;
  readonly now: () => number;
};

/**
 * Finds out what a crawl and a build would do, and writes nothing. A room that fails never stops the others.
 * Throws `MatrixApiError` when not even the account can be asked for, or its token is refused.
 */
export async function planArchive({ config, homeserver, store, log, progress, now }: Planning): Promise<PlanReport> {
  const nowMs = now();
  const { userId: readerId } = await homeserver.fetchWhoami();
  const listedPlans: RoomPlan[] = [];
  for (const room of config.rooms) {
    progress({ subject: "plan", done: listedPlans.length, total: config.rooms.length, unit: "rooms" });
    const plan = await planRoom({ config, room, homeserver, readerId, nowMs });
    log.debug(`${room.slug}: ${plan.planned.verdict}`);
    listedPlans.push(plan);
  }
  const apart = new Set(listedPlans.flatMap(({ roomId }) => roomId ?? []));
  const series: PlannedSeries[] = [];
  for (const plan of listedPlans)
    series.push(await planSeries({ config, homeserver, readerId, nowMs, plan, apart, store }));
  const plans = series.flatMap((one) => one.plans);
  const listed = new Set(plans.flatMap(({ roomId }) => roomId ?? []));
  const checked = new Map(plans.flatMap(({ room, checked: found }) => (found ? [[room.room, found] as const] : [])));
  const rooms = plans.map(({ room }) => room);
  const stored = store && (await planStored({ config, store, rooms, checked, nowMs, progress }));
  const { proposed, warnings } = await proposeRooms({ config, homeserver, listed });
  return {
    homeserver: homeserver.baseUrl,
    reader: readerId,
    rooms: plans.map(({ planned }) => ({ ...planned, stretches: stored?.stretches.get(planned.room) ?? [] })),
    unlisted: stored?.unlisted ?? [],
    proposed,
    forecast: forecastFor(
      plans.flatMap(({ history, messagesPerDay }) =>
        history?.kind === "found" ? [{ ...history, messagesPerDay }] : [],
      ),
    ),
    warnings: [
      ...twiceListed(listedPlans),
      ...series.flatMap((one) => one.warnings),
      ...rooms.flatMap((room) => wishWarnings(room, checked.get(room.room))),
      ...historyWarnings(plans),
      ...warnings,
    ],
  };
}

function twiceListed(plans: readonly RoomPlan[]): readonly string[] {
  const named = plans.filter(({ roomId }) => roomId !== undefined);
  return [...Map.groupBy(named, ({ roomId }) => roomId).values()]
    .filter((same) => same.length > 1)
    .map((same) => `${slugsOf(same)} are the same room: list it once.`);
}

function historyWarnings(plans: readonly RoomPlan[]): readonly string[] {
  const unsupported = plans.filter(({ history }) => history?.kind === "unsupported");
  const missing =
    unsupported.length === 0
      ? []
      : [
          `The server cannot jump to a date, so how far back ${slugsOf(unsupported)} can be read is not known and not in the forecast. A crawl reads it all the same.`,
        ];
  const single = plans.flatMap(({ planned: { slug }, history }) => {
    if (history?.kind === "failed")
      return [
        `${slug}: how far back it can be read could not be learnt and is not in the forecast. ${history.problem}`,
      ];
    return history?.kind === "empty" ? [`${slug}: there is nothing to fetch yet, or nothing since its "since".`] : [];
  });
  return [...missing, ...single];
}

function slugsOf(plans: readonly RoomPlan[]): string {
  return plans.map(({ planned: { slug } }) => slug).join(", ");
}
