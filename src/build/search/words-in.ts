const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu;

/**
 * True for text in a script that sets no spaces between words. Pagefind 1.6.0 cuts Chinese, Japanese and Thai into words
 * only in an index of one of these languages, and there cuts all three alike; Korean it cuts at its spaces anywhere.
 */
export function isUnspaced(text: string): boolean {
  return text.search(unspaced) !== -1;
}

/** About how many words an index will count: runs between spaces, and two letters a word where there are no spaces. */
export function wordsIn(text: string): number {
  const runs = text.match(/\S+/gu)?.length ?? 0;
  const letters = text.match(unspaced)?.length ?? 0;
  return runs + Math.ceil(letters / 2);
}

/**
 * True when Pagefind is sure to find a word: it drops signs and emoji that stand alone. Letters beyond the basic plane may
 * be newer than its Unicode tables.
 */
export function isSearchable(text: string): boolean {
  return /[[\p{Letter}\p{Decimal_Number}]--[\u{10000}-\u{10FFFF}]]/v.test(text);
}
