import { isJsonObject, stringOr } from "#lib/json.ts";
import { bridgeNetworks } from "./bridge-networks.ts";
import { matchesGlob } from "./matches-glob.ts";
import { isOfRemovedNetwork, type Removals } from "./removals.ts";

/** Rules that keep people out wherever they speak: opt-outs, networks that the operator removed, bans of subscribed policy lists. */
export type PeopleRules = {
  /** User ids or globs. */
  readonly optOut: readonly string[];
  /** Globs of the ids that people of removed networks have, in lower case. */
  readonly ghosts: readonly string[];
  readonly policy: readonly PolicyRule[];
};

/** A ban of a policy list (spec: "Moderation policy lists"): a glob of user ids or of server names. */
export type PolicyRule = { readonly kind: "user" | "server"; readonly glob: string };

export type PersonReason = "opted-out" | "removed" | "policy-list";

/** Why nothing of a person may be shown; undefined: these rules know no reason. */
export type PersonJudge = (userId: string) => PersonReason | undefined;

/** The rules that hold now: the configured opt-outs, the networks that the operator removed, and the bans of those lists that the configuration still names. */
export function toPeopleRules(
  { optOut, policyLists }: { readonly optOut: readonly string[]; readonly policyLists: readonly string[] },
  lists: readonly { readonly list: string; readonly rules: readonly PolicyRule[] }[],
  removals: Pick<Removals, "network">,
): PeopleRules {
  const networks = bridgeNetworks.filter(({ label }) => isOfRemovedNetwork(label, removals));
  const ghosts = networks.flatMap((network) => network.ghosts);
  return {
    optOut,
    ghosts,
    policy: lists.filter(({ list }) => policyLists.includes(list)).flatMap(({ rules }) => rules),
  };
}

/**
 * Judges people by id. Each id is compared with all globs once and then remembered: a page asks for the same few people again
 * and again, and lists may have thousands of rules. Server names are compared without and with their port, in any case.
 */
export function personJudgeFor({ optOut, ghosts, policy }: PeopleRules): PersonJudge {
  const optedOut = matcherFor(optOut);
  const isGhost = matcherFor(ghosts);
  const bannedUser = matcherFor(policy.filter(({ kind }) => kind === "user").map(({ glob }) => glob));
  const bannedServer = matcherFor(policy.filter(({ kind }) => kind === "server").map(({ glob }) => glob.toLowerCase()));
  const known = new Map<string, PersonReason | undefined>();
  const judge: PersonJudge = (userId) => {
    if (optedOut(userId)) return "opted-out";
    if (isGhost(userId.toLowerCase())) return "removed";
    const isBanned = bannedUser(userId) || serverNamesOf(userId).some(bannedServer);
    return isBanned ? "policy-list" : undefined;
  };
  return (userId) => {
    if (!known.has(userId)) known.set(userId, judge(userId));
    return known.get(userId);
  };
}

/** The same text for the same rules, whatever their order: to keep beside what they were applied to. */
export function peopleRulesText({ optOut, ghosts, policy }: PeopleRules): string {
  const rules = policy.map(({ kind, glob }) => `${kind} ${glob}`);
  return JSON.stringify({ optOut: sortedOnce(optOut), ghosts: sortedOnce(ghosts), policy: sortedOnce(rules) });
}

/** Reads what `peopleRulesText` wrote; anything else are no rules. */
export function parsePeopleRules(text: string): PeopleRules {
  const value: unknown = JSON.parse(text);
  const { optOut, ghosts, policy } = isJsonObject(value) ? value : {};
  return {
    optOut: stringsIn(optOut),
    ghosts: stringsIn(ghosts),
    policy: stringsIn(policy).map((rule) => ({
      kind: rule.startsWith("server ") ? "server" : "user",
      glob: rule.slice(rule.indexOf(" ") + 1),
    })),
  };
}

/**
 * What rules, as `peopleRulesText` wrote them, do with a person's stored content: an opt-out and a removal erase it, a ban only hides it,
 * since lists are corrected.
 */
export function withPeopleBy(rules: string): (userId: string) => "erase" | "hide" | undefined {
  const judge = personJudgeFor(parsePeopleRules(rules));
  return (userId) => {
    const reason = judge(userId);
    return reason === undefined ? undefined : reason === "policy-list" ? "hide" : "erase";
  };
}

/** Whole ids are looked up, which costs nothing however many there are; only globs are tried one by one. */
function matcherFor(globs: readonly string[]): (text: string) => boolean {
  const whole = new Set(globs.filter((glob) => !isGlob(glob)));
  const tried = [...new Set(globs.filter(isGlob))];
  return (text) => whole.has(text) || tried.some((glob) => matchesGlob(glob, text));
}

function isGlob(text: string): boolean {
  return /[*?]/.test(text);
}

function serverNamesOf(userId: string): readonly string[] {
  const server = userId.slice(userId.indexOf(":") + 1).toLowerCase();
  const host = server.replace(/:\d+$/, "");
  return host === server ? [server] : [server, host];
}

function sortedOnce(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].toSorted();
}

function stringsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.flatMap((one: unknown) => stringOr(one) ?? []) : [];
}
