/**
 * Does a text match a glob of `*` (any text, also none) and `?` (one character)? The cost is at most the product of both
 * lengths, whatever the glob: no expression of a stranger's is ever compiled.
 */
export function matchesGlob(glob: string, text: string): boolean {
  let at = 0;
  let rest = 0;
  let star = -1;
  let afterStar = 0;
  while (rest < text.length) {
    if (glob[at] === "*") {
      star = at;
      at += 1;
      afterStar = rest;
    } else if (at < glob.length && (glob[at] === "?" || glob[at] === text[rest])) {
      at += 1;
      rest += 1;
    } else if (star >= 0) {
      // Let the last star take one character more and try again from there.
      at = star + 1;
      afterStar += 1;
      rest = afterStar;
    } else {
      return false;
    }
  }
  while (glob[at] === "*") at += 1;
  return at === glob.length;
}
