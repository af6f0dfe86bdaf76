import type { EventContent } from "#matrix/content.ts";

type Membership = Extract<EventContent, { kind: "member" }>;

/** What a member event changed, told from the one before it that the archive has (spec: `m.room.member`). */
export type MemberChange =
  | {
      readonly kind:
        | "joined"
        /** The event before is not known: an arrival, or a new name or picture of somebody who was there. */
        | "joined-or-changed"
        | "left"
        | "kicked"
        | "banned"
        | "unbanned"
        | "invited"
        | "declined"
        | "uninvited"
        | "knocked"
        | "withdrew"
        | "refused"
        | "picture"
        /** Something that is not told apart. */
        | "profile"
        | "changed";
    }
  /** Names as they were given; undefined: none. */
  | { readonly kind: "named"; readonly from: string | undefined; readonly to: string | undefined };

export type MemberStep = {
  readonly now: Membership;
  /** undefined: not known. */
  readonly before: (Membership & { readonly redacted: boolean }) | undefined;
  /** Was it done by the person whom it is about? */
  readonly isOwn: boolean;
};

/** Compares with what was archived before and never with what a server says was there before: that may be from closed times. */
export function memberChange({ now, before, isOwn }: MemberStep): MemberChange {
  switch (now.membership) {
    case "join":
      return before === undefined ? { kind: "joined-or-changed" } : arrival(now, before);
    case "leave":
      return departure(before?.membership, isOwn);
    case "ban":
      return { kind: "banned" };
    case "invite":
      return { kind: "invited" };
    case "knock":
      return { kind: "knocked" };
    default:
      return { kind: "changed" };
  }
}

function arrival(now: Membership, before: NonNullable<MemberStep["before"]>): MemberChange {
  if (before.membership !== "join") return { kind: "joined" };
  if (before.redacted) return { kind: "profile" };
  if (now.displayName !== before.displayName) return { kind: "named", from: before.displayName, to: now.displayName };
  return { kind: now.avatar === before.avatar ? "profile" : "picture" };
}

function departure(before: string | undefined, isOwn: boolean): MemberChange {
  switch (before) {
    case "join":
      return { kind: isOwn ? "left" : "kicked" };
    case "invite":
      return { kind: isOwn ? "declined" : "uninvited" };
    case "knock":
      return { kind: isOwn ? "withdrew" : "refused" };
    case "ban":
      return { kind: isOwn ? "changed" : "unbanned" };
    default:
      return { kind: isOwn ? "left" : "changed" };
  }
}
