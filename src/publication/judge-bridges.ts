import { networkCalled, networkName, type BridgeNetwork } from "./bridge-networks.ts";
import type { FoundBridge } from "./find-bridges.ts";
import { networkOfGhost } from "./network-of-ghost.ts";
import { isSameChannel } from "./same-channel.ts";

/** What the configuration and the room say about its bridges. */
export type BridgeRules = {
  /** Consent of the other side, one entry for each network and channel. */
  readonly consents: readonly {
    readonly network: string;
    readonly channel: string;
    /** "pseudonym": the people of this network are shown under other names. */
    readonly names?: "display" | "pseudonym" | undefined;
  }[];
  /** The room's topic in force. */
  readonly topic: string | undefined;
  /** All of the room's people are shown under other names. */
  readonly pseudonyms: boolean;
};

/** The rules for a room as it is configured and as its state is now. */
export function bridgeRulesFor(
  { bridges, names }: { readonly bridges: BridgeRules["consents"]; readonly names: "display" | "pseudonym" },
  { topic }: { readonly topic?: string | undefined },
): BridgeRules {
  return { consents: bridges, topic, pseudonyms: names === "pseudonym" };
}

/** What stands in the way of one network. */
export type BridgeObjection = {
  readonly network: string;
  readonly reason: "bridge-without-consent" | "network-never-published";
  /** "channel": there is an entry, but for another channel of the network. */
  readonly lacks: "everything" | "entry" | "channel" | "topic" | "pseudonyms";
  /** The channel, where the bridge tells it and there is no entry for it. */
  readonly channel?: string;
};

/** What each bridge of a room lacks; empty: every one of them may be published. */
export function objectionsTo(bridges: readonly FoundBridge[], rules: BridgeRules): readonly BridgeObjection[] {
  return bridges.flatMap(({ name, network, calledBy, channels = [] }) => {
    const row = network === undefined ? undefined : networkCalled(network);
    const entries = rules.consents.filter((entry) => calledBy.includes(networkName(entry.network)));
    const fitting = entries.filter((entry) => isForOneOf(channels, entry.channel));
    const objection = objectionTo(row, { name, entries: fitting }, rules);
    const [channel] = channels;
    if (objection?.lacks !== "entry" || channel === undefined) return objection ?? [];
    return { ...objection, lacks: entries.length === 0 ? "entry" : "channel", channel };
  });
}

/** What one channel agreed to says nothing of another one. A bridge that does not tell its channel is taken at its network's name. */
function isForOneOf(channels: readonly string[], agreed: string): boolean {
  return channels.length === 0 || channels.some((channel) => isSameChannel(channel, agreed));
}

/** Why a sender with an id of a bridge's form is withheld; undefined: an ordinary id, or its network has consented. */
export type GhostJudge = (userId: string) => BridgeObjection | undefined;

/**
 * A ghost belongs to a network by its id alone. Where only the protocol can be told from it, consent of one network of this
 * protocol covers it.
 */
export function ghostJudgeFor(bridges: readonly FoundBridge[], rules: BridgeRules): GhostJudge {
  const judge = networkJudgeFor(bridges, rules);
  return (userId) => {
    const network = networkOfGhost(userId);
    return network && judge(network);
  };
}

/** The same for a network that is known already. */
export function networkJudgeFor(
  bridges: readonly FoundBridge[],
  rules: BridgeRules,
): (network: BridgeNetwork) => BridgeObjection | undefined {
  const consents = rules.consents.map((entry) => {
    const own = networkCalled(entry.network);
    const told = bridges.filter(({ calledBy }) => calledBy.includes(networkName(entry.network)));
    return { entry, labels: [own?.label, own?.speaks, ...told.map((bridge) => bridge.network)] };
  });
  return (row) => {
    const entries = consents.filter(({ labels }) => labels.includes(row.label)).map(({ entry }) => entry);
    return objectionTo(row, { name: row.label, entries }, rules);
  };
}

/** The objection that counts: to be never published is more than to lack consent. */
export function worstOf(objections: readonly BridgeObjection[]): BridgeObjection["reason"] | undefined {
  const reasons = objections.map(({ reason }) => reason);
  return reasons.find((reason) => reason === "network-never-published") ?? reasons[0];
}

function objectionTo(
  row: BridgeNetwork | undefined,
  { name, entries }: { readonly name: string; readonly entries: BridgeRules["consents"] },
  { topic, pseudonyms }: BridgeRules,
): BridgeObjection | undefined {
  const without = (lacks: BridgeObjection["lacks"]): BridgeObjection => ({
    network: name,
    reason: lacks === "everything" ? "network-never-published" : "bridge-without-consent",
    lacks,
  });
  const rule = row?.rule ?? "consent";
  if (rule === "never") return without("everything");
  if (entries.length === 0) return without("entry");
  if (rule === "consent-and-topic" && !announcesLogging(topic)) return without("topic");
  const isHidden = pseudonyms || entries.every(({ names }) => names === "pseudonym");
  if (rule === "consent-and-pseudonyms" && !isHidden) return without("pseudonyms");
  return undefined;
}

const logWords =
  /(?<![\p{L}\p{N}])(?:logged|logs|logging|archived?|archiv(?:iert)?|protokoll(?:iert)?)(?![\p{L}\p{N}])/iu;
const noWords = /(?<![\p{L}\p{N}])(?:no|not|never|without|kein\p{L}*|nicht|ohne)(?![\p{L}\p{N}])[^.;|!]*$/iu;

/** True for a topic that tells people that what they say is logged; one that speaks of no logging does not. */
export function announcesLogging(topic: string | undefined): boolean {
  const match = logWords.exec(topic ?? "");
  return match !== null && !noWords.test((topic ?? "").slice(0, match.index));
}
