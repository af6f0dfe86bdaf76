const letters = "bcdfghjklm";

/** A word that nobody else says, that no stemmer shortens and that is part of no other of the same kind: `said` 12 is `saidcdq`. */
export function canaryWord(kind: string, nth: number): string {
  const digits = String(nth).padStart(3, "0");
  return `${kind}${[...digits].map((digit) => letters[Number(digit)]).join("")}q`;
}
