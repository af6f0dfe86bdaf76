import { stringOr } from "#lib/json.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import type { PolicyRule } from "./people-rules.ts";

/** The rule types and the names they had before (spec: "Moderation policy lists"; MSC2313). Rules about rooms are not followed. */
const kindOfType: ReadonlyMap<string, PolicyRule["kind"]> = new Map([
  ["m.policy.rule.user", "user"],
  ["m.room.rule.user", "user"],
  ["org.matrix.mjolnir.rule.user", "user"],
  ["m.policy.rule.server", "server"],
  ["m.room.rule.server", "server"],
  ["org.matrix.mjolnir.rule.server", "server"],
]);

const banNames: readonly unknown[] = ["m.ban", "org.matrix.mjolnir.ban"];

/** Ids end at 255 bytes, so a longer glob is there to cost, not to match. */
const globLimit = 1024;

/**
 * The bans among the state of a policy list. Another recommendation, a rule that was taken back (its content is empty) and one that
 * is malformed say nothing.
 */
export function parsePolicyRules(state: readonly RoomEvent[]): readonly PolicyRule[] {
  return state.flatMap(({ type, stateKey, content, redacted }) => {
    const kind = kindOfType.get(type);
    const entity = stringOr(content["entity"]);
    if (kind === undefined || stateKey === undefined || redacted || entity === undefined) return [];
    if (!banNames.includes(content["recommendation"])) return [];
    const glob = entity.replaceAll(/\*+/g, "*");
    return glob === "" || glob.length > globLimit ? [] : [{ kind, glob }];
  });
}
