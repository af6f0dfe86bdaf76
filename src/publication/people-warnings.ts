/** What changed rules over people did to the store. */
type Changes = { readonly withheld: number; readonly lifted: number; readonly erasedEvents: number };

/** Sentences about people who were newly kept out or let back; none where nobody was. */
export function peopleWarnings({ withheld, lifted, erasedEvents }: Changes): readonly string[] {
  const kept =
    withheld === 0
      ? []
      : [
          `Opt-outs or policy lists now keep out ${withheld} more ${withheld === 1 ? "person" : "people"} of this archive; ${erasedEvents} of their events lost their content in the store.`,
        ];
  const back =
    lifted === 0
      ? []
      : [
          `The opt-out of ${lifted} ${lifted === 1 ? "person" : "people"} was lifted. Their content is not in the store any more: "daybook crawl --full" fetches it again.`,
        ];
  return [...kept, ...back];
}
