import type { Config } from "#config/config.ts";
import type { Log } from "#lib/progress.ts";
import type { Homeserver } from "#matrix/homeserver.ts";
import { parseRoomAlias, parseRoomId, type RoomAlias, type RoomId } from "#matrix/ids.ts";
import { MatrixApiError } from "#matrix/matrix-api-error.ts";
import {
  peopleRulesText,
  personJudgeFor,
  toPeopleRules,
  withPeopleBy,
  type PersonJudge,
} from "#publication/people-rules.ts";
import { toRemovals } from "#publication/removals.ts";
import { peopleWarnings } from "#publication/people-warnings.ts";
import { parsePolicyRules } from "#publication/policy-rules.ts";
import type { PolicyListRecord } from "#store/records.ts";
import type { Store } from "#store/store.ts";

export type PeopleCrawl = {
  readonly config: Config;
  readonly homeserver: Homeserver;
  readonly store: Store;
  readonly log: Log;
  readonly nowMs: number;
};

export type CrawledPeople = {
  readonly judgePerson: PersonJudge;
  /** For the operator: what changed, and alarms. */
  readonly warnings: readonly string[];
  /** A list could not be read. */
  readonly failed: boolean;
};

/**
 * Reads the subscribed policy lists, state alone, and makes them and the opt-outs hold for all that is stored. A list that cannot be
 * asked keeps the rules it had when it was last read. Throws `MatrixApiError` where the token is refused.
 */
export async function crawlPeopleRules(crawl: PeopleCrawl): Promise<CrawledPeople> {
  const { config, store } = crawl;
  const known = new Map((await store.readPolicyLists()).map((list) => [list.list, list]));
  const alarms: string[] = [];
  for (const list of config.publication.policyLists) {
    const alarm = await crawlPolicyList(crawl, list, known.get(list));
    if (alarm !== undefined) alarms.push(alarm);
  }
  const removals = toRemovals(await store.readRemovals());
  const rules = toPeopleRules(config.publication, await store.readPolicyLists(), removals);
  const text = peopleRulesText(rules);
  const isUnchanged = (await store.readPeopleRules()) === text;
  const changes = isUnchanged ? undefined : await store.transaction((tx) => tx.applyPeopleRules(text, withPeopleBy));
  for (const alarm of alarms) crawl.log.warn(alarm);
  const told = changes === undefined ? [] : peopleWarnings(changes);
  return { judgePerson: personJudgeFor(rules), warnings: [...alarms, ...told], failed: alarms.length > 0 };
}

/** Gives the alarm where the list could not be read. */
async function crawlPolicyList(
  { homeserver, store, nowMs }: PeopleCrawl,
  list: RoomId | RoomAlias,
  known: PolicyListRecord | undefined,
): Promise<string | undefined> {
  try {
    // Asked each time: when a list moves to another room, its alias moves with it.
    const roomId = await resolveList(list, homeserver);
    const state = (await homeserver.fetchState(roomId)).flatMap((one) => (one.kind === "event" ? [one.event] : []));
    await store.transaction((tx) =>
      tx.writePolicyList({ list, roomId, rules: parsePolicyRules(state), readAtMs: nowMs }),
    );
    return undefined;
  } catch (error) {
    if (!(error instanceof MatrixApiError) || error.kind === "unauthorized") throw error;
    const kept =
      known === undefined
        ? "None of its bans are known, so nobody is kept out by it yet."
        : `What it had on ${new Date(known.readAtMs).toISOString()} stays in force (${known.rules.length} ${known.rules.length === 1 ? "ban" : "bans"}).`;
    return `The policy list ${list} could not be read: ${error.message} ${kept}`;
  }
}

async function resolveList(list: RoomId | RoomAlias, homeserver: Homeserver): Promise<RoomId> {
  const roomId = parseRoomId(list);
  if (roomId !== undefined) return roomId;
  const alias = parseRoomAlias(list);
  const found = alias && (await homeserver.fetchRoomIdForAlias(alias));
  if (found !== undefined) return found.roomId;
  throw new MatrixApiError("no room is known under this alias.", { kind: "not-found" });
}
