import type { MemberChange } from "#timeline/member-change.ts";
import type { MemberItem } from "#timeline/timeline.ts";
import { lineTileFor } from "./line-tile.ts";
import type { MemberRun } from "./models.ts";
import type { PageContext } from "./page-context.ts";
import { isolated, plainLine } from "./plain-line.ts";
import { shownName } from "./sender-view.ts";
import type { Words } from "./strings/words.ts";

/** A run of changes of membership: how many came and went, and each of them below. */
export function memberRunFor(items: readonly MemberItem[], context: PageContext): MemberRun {
  return {
    kind: "members",
    text: summaryOf(items, context.words),
    lines: items.map((item) => lineTileFor(item, memberLine(item, context.words), context)),
  };
}

function summaryOf(items: readonly MemberItem[], { count }: Words): string {
  const sum = { membersJoined: 0, membersLeft: 0, membersPutOut: 0, membersElse: 0 };
  for (const { change } of items) sum[countedAs(change)] += 1;
  const nouns = ["membersJoined", "membersLeft", "membersPutOut", "membersElse"] as const;
  return nouns.flatMap((noun) => (sum[noun] === 0 ? [] : [count(noun, sum[noun])])).join(", ");
}

function countedAs({ kind }: MemberChange): "membersJoined" | "membersLeft" | "membersPutOut" | "membersElse" {
  if (kind === "joined") return "membersJoined";
  if (kind === "left") return "membersLeft";
  return kind === "kicked" || kind === "banned" ? "membersPutOut" : "membersElse";
}

/** Longest name that is told as somebody's earlier or new one, in graphemes. */
const nameLimit = 100;

const keys = {
  joined: "memberJoined",
  "joined-or-changed": "memberJoinedOrChanged",
  left: "memberLeft",
  kicked: "memberKicked",
  banned: "memberBanned",
  unbanned: "memberUnbanned",
  invited: "memberInvited",
  declined: "memberDeclined",
  uninvited: "memberUninvited",
  knocked: "memberKnocked",
  withdrew: "memberWithdrew",
  refused: "memberRefused",
  picture: "memberPicture",
  profile: "memberProfile",
  changed: "member",
} as const;

function memberLine({ change, member, sender }: MemberItem, { fill }: Words): string {
  const name = isolated(shownName(member.displayName, member.userId));
  if (change.kind !== "named") {
    return fill(keys[change.kind], { name, by: isolated(shownName(sender.displayName, sender.userId)) });
  }
  const [from, to] = [change.from, change.to].map((given) => isolated(plainLine(given ?? "", nameLimit)));
  if (to === "") return fill("memberUnnamed", { name: from || name });
  return fill("memberNamed", { name: from || isolated(shownName(undefined, member.userId)), value: to ?? "" });
}
