import { generatedRoom } from "#sample/generated-room.ts";
import { startSampleHomeserver } from "#sample/start-sample-homeserver.ts";
import type { ServedRoom, ServerRequest } from "./served-room.ts";

/** Run in a process of its own, so that what the server costs is nobody else's: `node serve-generated-room.ts 20000`. */
const events = Number(process.argv[2]);
const room = generatedRoom({ events, seed: 7, eventsPerDay: 100 });
const homeserver = await startSampleHomeserver({ rooms: [room] });

/** What a Synapse with SQLite works for a page of a thousand events, and for an answer of a few lines. */
const synapseMs = { page: 140, answer: 10 };

process.on("message", ({ pace }: ServerRequest) => {
  homeserver.faults =
    pace === "synapse"
      ? { onRequest: ({ endpoint }) => work(endpoint === "messages" ? synapseMs.page : synapseMs.answer) }
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

/** Work, not sleep: on a busy machine a real server gets slower too. */
function work(cpuMs: number): void {
  const before = process.cpuUsage();
  for (;;) {
    const { user, system } = process.cpuUsage(before);
    if (user + system >= cpuMs * 1000) return;
  }
}
