import type { FoundPage } from "./find-pages.ts";
import type { ResultList } from "./result-list.ts";
import { fillIn, type SearchWords } from "./search-words.ts";
import { button, waysOn, type WaysOn, widerSearches } from "./ways-on.ts";

/** Where a search speaks; nothing happens any more once another search has begun. */
export type ResultView = {
  readonly isLatest: () => boolean;
  /** Writes the line that is read out. */
  readonly say: (text: string) => void;
  /** Puts what can be done next below the results. */
  readonly offer: (...nodes: readonly Node[]) => void;
};

/** A search under way: pages still to come, and the messages listed so far. */
export type Finding = {
  readonly pages: AsyncGenerator<FoundPage>;
  readonly list: ResultList;
  readonly count: number;
};

/** Messages that are enough for a while, and pages that are looked at for them before the reader is asked. */
const enoughMessages = 20;
const enoughPages = 12;

/** Lists what is found next, says how much there is, and offers to go on. */
export async function listResults(
  finding: Finding,
  surroundings: { readonly ways: WaysOn; readonly view: ResultView; readonly language: string },
): Promise<void> {
  const { ways, view, language } = surroundings;
  const { count, ended } = await lookOn(finding, view.isLatest);
  view.say(statusFor(count, { ended, language, words: ways.words }));
  if (ended) view.offer(...(count === 0 ? [waysOn(ways)] : widerSearches(ways)));
  else view.offer(moreButton({ ...finding, count }));

  function moreButton(next: Finding): HTMLButtonElement {
    return button(ways.words.more, () => {
      view.say(ways.words.searching);
      view.offer();
      listResults(next, surroundings).catch(() => {
        view.say(ways.words.failed);
        view.offer(button(ways.words.tryAgain, () => ways.search(ways.choice)));
      });
    });
  }
}

async function lookOn(
  { pages, list, count }: Finding,
  isLatest: () => boolean,
): Promise<{ count: number; ended: boolean }> {
  let total = count;
  for (let looked = 0; looked < enoughPages && total - count < enoughMessages; looked += 1) {
    const next = await pages.next();
    if (next.done === true || !isLatest()) return { count: total, ended: true };
    total += list.add(next.value);
  }
  return { count: total, ended: false };
}

function statusFor(
  count: number,
  { ended, language, words }: { readonly ended: boolean; readonly language: string; readonly words: SearchWords },
): string {
  if (count === 0) return ended ? words.foundNone : words.foundNoneYet;
  if (count === 1) return ended ? words.foundOneAll : words.foundOneSome;
  const number = new Intl.NumberFormat(language).format(count);
  return fillIn(ended ? words.foundAll : words.foundSome, { count: number });
}
