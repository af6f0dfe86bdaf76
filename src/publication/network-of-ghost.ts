import { bridgeNetworks, type BridgeNetwork } from "./bridge-networks.ts";
import { matchesGlob } from "./matches-glob.ts";

const known = new Map<string, BridgeNetwork | undefined>();

/** As many ids are remembered: a page asks for the same few people again and again. */
const rememberedIds = 10_000;

/**
 * The network whose bridges give ids of this form to the people of the other side; undefined: an id like any other. The form
 * alone proves nothing, since anyone may choose such an id.
 */
export function networkOfGhost(userId: string): BridgeNetwork | undefined {
  if (known.has(userId)) return known.get(userId);
  if (known.size >= rememberedIds) known.clear();
  const id = userId.toLowerCase();
  const network = bridgeNetworks.find(({ ghosts }) => ghosts.some((glob) => matchesGlob(glob, id)));
  known.set(userId, network);
  return network;
}
