import type { Config } from "#config/config.ts";
import type { PeopleLeftOut } from "#message/without-people.ts";
import {
  peopleRulesText,
  personJudgeFor,
  toPeopleRules,
  withPeopleBy,
  type PeopleRules,
  type PersonJudge,
} from "#publication/people-rules.ts";
import { peopleWarnings } from "#publication/people-warnings.ts";
import { toRemovals, type Removals } from "#publication/removals.ts";
import type { Store, StoreReader } from "#store/store.ts";
import { wordsFor } from "#view/strings/words.ts";

/** People of whom nothing is shown. */
export type KeptOutPeople = {
  readonly judge: PersonJudge;
  /** To take them out of what others say; undefined: nobody is kept out. */
  readonly leftOut: PeopleLeftOut | undefined;
};

/** Reads whom the opt-outs, the policy lists and the removals of people keep out now. */
export async function readKeptOutPeople(
  store: StoreReader,
  { publication, site }: Pick<Config, "publication" | "site">,
  removals: Pick<Removals, "user">,
): Promise<KeptOutPeople> {
  const rules = await readRules(store, publication);
  const judge = personJudgeFor(rules);
  if (rules.optOut.length + rules.ghosts.length + rules.policy.length + removals.user.size === 0)
    return { judge, leftOut: undefined };
  const names = await store.readWithheldNames();
  const isOut = (userId: string) => removals.user.has(userId) || judge(userId) !== undefined;
  const namesOf = (userId: string) => names.get(userId) ?? [];
  return { judge, leftOut: { isOut, namesOf, word: wordsFor(site.language).text.someone } };
}

/**
 * Makes opt-outs and policy lists hold for all that is stored, where they changed since they were last applied. Unchanged ones cost
 * one look. Gives what the operator should know of it.
 */
export async function applyPeopleRules(store: Store, publication: Config["publication"]): Promise<readonly string[]> {
  const rules = peopleRulesText(await readRules(store, publication));
  if ((await store.readPeopleRules()) === rules) return [];
  return peopleWarnings(await store.transaction((tx) => tx.applyPeopleRules(rules, withPeopleBy)));
}

async function readRules(store: StoreReader, publication: Config["publication"]): Promise<PeopleRules> {
  const lists = publication.policyLists.length === 0 ? [] : await store.readPolicyLists();
  return toPeopleRules(publication, lists, toRemovals(await store.readRemovals()));
}
