import type { VisibilityGrant } from "#matrix/visibility-grant.ts";

/** Why something is not published, one name for each line of the rule in docs/publication.md. */
export type Reason =
  | "not-listed"
  | "closed-now"
  | "encrypted"
  | "not-a-chat"
  | "reader-is-member"
  | "refused-by-room"
  | "bridge-without-consent"
  | "network-never-published"
  | "not-public-when-sent"
  | "redacted"
  | "gone"
  | "removed"
  | "opted-out"
  | "policy-list"
  | "too-young"
  | "private-by-nature"
  | "hidden"
  | "off-record"
  /** The server could not be asked, or its answer could not be read: unknown means no. */
  | "unknown";

/** May one event be shown, and why. A placeholder is one neutral line where a public message stood. */
export type Verdict =
  | { readonly show: "publish"; readonly because: VisibilityGrant }
  | { readonly show: "placeholder" | "nothing"; readonly because: Reason };

/** May anything of a room be shown, and why. */
export type RoomVerdict =
  | { readonly open: true; readonly because: VisibilityGrant }
  | { readonly open: false; readonly because: Reason };
