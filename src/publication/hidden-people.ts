import { networkCalled } from "./bridge-networks.ts";
import { networkOfGhost } from "./network-of-ghost.ts";

/** What the configuration says of the names in a room. */
export type NameRules = {
  readonly names: "display" | "pseudonym";
  readonly bridges: readonly { readonly network: string; readonly names?: "display" | "pseudonym" | undefined }[];
};

/** Whom a room shows under other names: "some" are the people of networks whose entry asks for it. */
export type HiddenPeopleRule = {
  readonly who: "nobody" | "some" | "everyone";
  readonly isHidden: (userId: string) => boolean;
};

const nobody: HiddenPeopleRule = { who: "nobody", isHidden: () => false };
const everyone: HiddenPeopleRule = { who: "everyone", isHidden: () => true };

/**
 * Who is hidden in a room. The people of a network are told by their ids; those of one whose ids Daybook does not know cannot be told
 * from anybody, so all names of the room are hidden then.
 */
export function hiddenPeopleIn({ names, bridges }: NameRules): HiddenPeopleRule {
  if (names === "pseudonym") return everyone;
  const networks = bridges.filter((entry) => entry.names === "pseudonym").map(({ network }) => networkCalled(network));
  if (networks.length === 0) return nobody;
  const labels = new Set<string>();
  for (const network of networks) {
    if (network === undefined || network.ghosts.length === 0) return everyone;
    labels.add(network.label);
    if (network.speaks !== undefined) labels.add(network.speaks);
  }
  return { who: "some", isHidden: (userId) => labels.has(networkOfGhost(userId)?.label ?? "") };
}
