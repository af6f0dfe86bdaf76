import { generatedRoom } from "#sample/generated-room.ts";
import { startSampleHomeserver } from "#sample/start-sample-homeserver.ts";
import type { ServedRoom, ServerRequest } from "./served-room.ts";

/** Run in a process of its own, so that what the server costs is nobody else's: `node serve-generated-room.ts 20000`. */
const events = Number(process.argv[2]);
const room = generatedRoom({ events, seed: 7, eventsPerDay: 100 });
const homeserver = await startSampleHomeserver({ rooms: [room] });

/** What a Synapse with SQLite takes for a page of a thousand events; what it takes for one small answer. */
const synapseMs = { page: 140, answer: 10 };

process.on("message", ({ latency }: ServerRequest) => {
  homeserver.faults = latency
    ? { latencyMs: (endpoint) => (endpoint === "messages" ? synapseMs.page : synapseMs.answer) }
    : {};
  process.send?.({ ready: true });
});
process.on("disconnect", () => process.exit());

const served: ServedRoom = {
  url: homeserver.url,
  token: homeserver.token,
  roomId: room.roomId,
  alias: room.aliases[0] ?? "",
};
process.send?.(served);
