import { sha256Hex } from "#lib/hash.ts";
import { othersIn } from "#matrix/people-in.ts";
import type { RoomConfig } from "#config/config.ts";
import { networkCalled } from "#publication/bridge-networks.ts";
import {
  bridgeRulesFor,
  ghostJudgeFor,
  networkJudgeFor,
  type BridgeObjection,
  type GhostJudge,
} from "#publication/judge-bridges.ts";
import { networkOfGhost } from "#publication/network-of-ghost.ts";
import type { RoomKey, RoomState } from "#store/records.ts";
import type { Store, StoreReader, StoreWriter } from "#store/store.ts";
import type { JudgedPage } from "./judge-page.ts";

/** How people with ids of a bridge's form are dealt with in one room. */
export type GhostRules = {
  readonly judge: GhostJudge;
  readonly judgeNetwork: ReturnType<typeof networkJudgeFor>;
  /** What the store remembers of an id: not the id, which may hold a phone number. */
  readonly hashOf: (userId: string) => string;
  /** Ids that opted out: nothing of them counts. */
  readonly optedOut: ReadonlySet<string>;
};

/** How many of those who speak in a room are withheld because of the network that their ids name. */
export type GhostShare = {
  readonly withheld: readonly (BridgeObjection & { readonly people: number })[];
  /** Everyone who spoke, they included. */
  readonly people: number;
  /** More than a tenth: nobody can tell what such a room is, so it is closed. */
  readonly tooMany: boolean;
};

export function ghostRulesFor(
  { id }: Pick<Store, "id">,
  room: RoomConfig,
  { state, optOut }: { readonly state: Partial<RoomState>; readonly optOut: readonly string[] },
): GhostRules {
  const { bridges = [] } = state;
  const rules = bridgeRulesFor(room, state);
  const hashOf = (userId: string) => sha256Hex(`${id} ${userId}`).slice(0, 32);
  return {
    judge: ghostJudgeFor(bridges, rules),
    judgeNetwork: networkJudgeFor(bridges, rules),
    hashOf,
    optedOut: new Set(optOut.map(hashOf)),
  };
}

/** The page without what ghosts said or what is about them, where their network has not consented. What is stored stays. */
export function withoutGhosts({ events, withheld, below }: JudgedPage, { judge }: GhostRules): JudgedPage {
  const judged = events.map(({ event, grant }) => {
    const people = grant === undefined ? [] : [event.sender, ...othersIn(event)];
    return { event, grant, reason: people.map(judge).find((objection) => objection !== undefined)?.reason };
  });
  return {
    events: judged.filter(({ reason }) => reason === undefined),
    withheld: [
      ...withheld,
      ...judged.flatMap(({ event, reason }) => (reason === undefined ? [] : [{ event, reason }])),
    ],
    below,
  };
}

/** Remembers who of a page speaks from another network, withheld or not. True: somebody who was not known. */
export async function recordGhosts(
  tx: StoreWriter,
  room: RoomKey,
  { events }: JudgedPage,
  { hashOf }: GhostRules,
): Promise<boolean> {
  const senders = new Set(
    events.flatMap(({ event, grant }) => (grant === undefined || event.stateKey !== undefined ? [] : [event.sender])),
  );
  const ghosts = [...senders].flatMap((sender) => {
    const network = networkOfGhost(sender);
    return network === undefined ? [] : [{ ghost: hashOf(sender), network: network.label }];
  });
  return (await tx.writeGhosts(room, ghosts)) > 0;
}

/** Asks nothing but a small table where there are no such people, or all may be published. */
export async function readGhostShare(store: StoreReader, room: RoomKey, rules: GhostRules): Promise<GhostShare> {
  const ghosts = (await store.readGhosts(room)).filter(({ ghost }) => !rules.optedOut.has(ghost));
  const byNetwork = [...Map.groupBy(ghosts, ({ network }) => network)];
  const withheld = byNetwork
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([label, people]) => {
      const network = networkCalled(label);
      const objection = network && rules.judgeNetwork(network);
      return objection === undefined ? [] : [{ ...objection, people: people.length }];
    });
  const count = withheld.reduce((sum, { people }) => sum + people, 0);
  if (count === 0) return { withheld, people: 0, tooMany: false };
  const speakers = await store.readSpeakers(room);
  const people = count + speakers.filter((sender) => rules.judge(sender) === undefined).length;
  return { withheld, people, tooMany: count * 10 > people };
}
