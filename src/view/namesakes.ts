import type { UserId } from "#matrix/ids.ts";
import type { TimelineItem, TimelineSender } from "#timeline/timeline.ts";
import { fitUserId, shownName } from "./sender-view.ts";

/** What tells somebody from others of the same name on a page; undefined: nobody else there is called so. */
export type TellApart = (sender: TimelineSender) => string | undefined;

/**
 * Finds who on a page goes by one name: those who wrote there, and those who are quoted. They are told apart by their ids, where these
 * may be shown, else by numbers in the order in which they come.
 */
export function namesakesOn(items: readonly TimelineItem[]): TellApart {
  const people = new Map<string, UserId[]>();
  // A page has few people and many messages.
  const seen = new Set<string>();
  for (const sender of items.flatMap(sendersIn)) {
    const key = `${sender.userId} ${sender.displayName}`;
    if (!seen.has(key)) addTo(people, sender);
    seen.add(key);
  }
  return (sender) => {
    const namesakes = people.get(likenessOf(sender)) ?? [];
    if (namesakes.length < 2) return undefined;
    const tag = fitUserId(sender.userId) ?? String(namesakes.indexOf(sender.userId) + 1);
    return tag === shownName(sender.displayName, sender.userId) ? undefined : tag;
  };
}

function sendersIn(item: TimelineItem): readonly TimelineSender[] {
  if (item.kind !== "message") return [];
  return item.reply?.kind === "shown" ? [item.sender, item.reply.sender] : [item.sender];
}

function addTo(people: Map<string, UserId[]>, sender: TimelineSender): void {
  const likeness = likenessOf(sender);
  const known = people.get(likeness);
  if (known === undefined) people.set(likeness, [sender.userId]);
  else if (!known.includes(sender.userId)) known.push(sender.userId);
}

/** The same for names that look the same: in capitals or not, in other forms of the letters, with signs that cannot be seen. */
function likenessOf({ displayName, userId }: TimelineSender): string {
  return shownName(displayName, userId)
    .normalize("NFKC")
    .replaceAll(/[\s\p{Default_Ignorable_Code_Point}]+/gu, "")
    .toLowerCase();
}
