import { networkCalled } from "#publication/bridge-networks.ts";
import type { RoomInfo, SiteInfo } from "./inputs.ts";
import type { PageFrame } from "./models.ts";
import { isolated, plainLine } from "./plain-line.ts";
import { wordsFor } from "./strings/words.ts";

/** Longest name of a network or channel, in graphemes. */
const nameLimit = 80;

/** What each page of a bridged room says: whose words stand here too. Nothing for rooms that are not bridged. */
export function bridgeNoticeFor(
  site: Pick<SiteInfo, "language">,
  room: Pick<RoomInfo, "bridges"> | undefined,
): Pick<PageFrame, "bridgeNotice"> {
  const { fill } = wordsFor(site.language);
  const sentences = (room?.bridges ?? []).map(({ network, channel }) =>
    fill("bridgeNotice", { network: shown(networkCalled(network)?.label ?? network), channel: shown(channel) }),
  );
  return sentences.length === 0 ? {} : { bridgeNotice: sentences.join(" ") };
}

function shown(name: string): string {
  return isolated(plainLine(name, nameLimit));
}
