import type { SiteInfo } from "./inputs.ts";
import type { RemovalPage } from "./models.ts";
import { frameFor } from "./page-frame.ts";
import { wordsFor } from "./strings/words.ts";
import { removalPath, type Removed } from "./urls.ts";

/** What stands at the address of a page that has gone: no name, no text, no reason, and the same for each of them. */
export function toRemovalPage(site: SiteInfo, removed: Removed): RemovalPage {
  const { text } = wordsFor(site.language);
  const [heading, explanation] =
    removed === "room"
      ? ([text.roomWithdrawnHeading, text.roomWithdrawnText] as const)
      : ([text.removedHeading, text.removedText] as const);
  return {
    kind: "removal",
    frame: frameFor(site, {
      path: removalPath(removed),
      title: `${heading} · ${site.title}`,
      description: explanation,
      indexable: false,
      crumbs: [],
    }),
    heading,
    explanation,
    drawnFrom: [],
  };
}
