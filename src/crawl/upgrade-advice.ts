import type { UpgradeObjection } from "#publication/judge-upgrade.ts";
import { seriesLimit } from "#publication/judge-upgrade.ts";

const objectionTexts: Readonly<Record<UpgradeObjection, string>> = {
  "to-itself": "names itself as its successor. Nothing is followed.",
  "leads-back":
    "names {successor} as its successor, which comes before it in the same series. Nothing more is followed.",
  unreadable:
    "names {successor} as its successor, but that room lets nobody outside read its state, so that it cannot confirm this. It is not archived; the next crawl asks again.",
  "one-sided":
    "names {successor} as its successor, which does not say that it was upgraded from it. Only a link that both rooms make is believed, so it is not archived. If it is the right room, list it too.",
  contradicted:
    "names {successor} as its successor, which says that it was upgraded from another room. Only a link that both rooms make is believed, so it is not archived. If it is the right room, list it too.",
  "too-many": `names {successor} as its successor, after ${seriesLimit} rooms in a row. Nothing more is followed.`,
};

/** Why an upgrade is not followed, for the operator. */
export function objectionText(objection: UpgradeObjection, room: string, successor: string): string {
  return `the room ${room} ${objectionTexts[objection].replace("{successor}", () => successor)}`;
}
