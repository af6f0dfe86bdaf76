import type { RoomConfig } from "#config/config.ts";
import type { CheckedRoom } from "#crawl/check-room.ts";
import { networkCalled } from "#publication/bridge-networks.ts";
import { announcesLogging, bridgeRulesFor, ghostJudgeFor } from "#publication/judge-bridges.ts";
import { networkOfGhost } from "#publication/network-of-ghost.ts";
import type { RoomState } from "#store/records.ts";

/** What an operator should know of a room before it is read: its wish about search engines, and who in it writes from elsewhere. */
export function wishWarnings(room: RoomConfig, checked: CheckedRoom | undefined): readonly string[] {
  const state = checked?.now?.state;
  if (checked === undefined || state === undefined) return [];
  const sentences = [
    ...(room.index && state.refusesIndexing === true
      ? ['the room asks search engines not to list it, so none of its pages will be listed, although "index" is true.']
      : []),
    ...room.bridges.filter((entry) => speaksIrc(entry.network) && !announcesLogging(state.topic)).map(silentLogging),
    ...speakersFromElsewhere(room, state, checked),
  ];
  return sentences.map((sentence) => `${room.slug}: ${sentence}`);
}

function speaksIrc(network: string): boolean {
  return networkCalled(network)?.speaks === "IRC";
}

function silentLogging({ network }: RoomConfig["bridges"][number]): string {
  return `its topic does not say that it is logged, which people on ${network} expect to be told.`;
}

/** By the newest page alone: who spoke last. */
function speakersFromElsewhere(room: RoomConfig, state: RoomState, { page }: CheckedRoom): readonly string[] {
  const said = (page?.events ?? []).flatMap((parsed) =>
    parsed.kind === "event" && parsed.event.stateKey === undefined ? [parsed.event.sender] : [],
  );
  const speakers = [...new Set(said)];
  const judge = ghostJudgeFor(state.bridges ?? [], bridgeRulesFor(room, state));
  const ghosts = Map.groupBy(
    speakers.filter((sender) => networkOfGhost(sender) !== undefined),
    (sender) => networkOfGhost(sender)?.label ?? "",
  );
  return [...ghosts].map(([network, people]) => {
    const isOut = people.some((sender) => judge(sender) !== undefined);
    const share = `${people.length} of the ${speakers.length} people who spoke last have ids as bridges to ${network} give them`;
    return `${share}; ${isOut ? "they would be withheld, and more than a tenth of them would close the room." : "their network has consented."}`;
  });
}
