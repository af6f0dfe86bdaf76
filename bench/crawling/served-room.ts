import { fork } from "node:child_process";
import { once } from "node:events";

/** A generated room on the sample homeserver, which is a process of its own. */
export type ServedRoom = {
  readonly url: string;
  readonly token: string;
  readonly roomId: string;
  readonly alias: string;
};

export type ServerRequest = {
  /** Take as long for each answer as Synapse does. */
  readonly latency: boolean;
};

export type RoomServer = ServedRoom & {
  setLatency(latency: boolean): Promise<void>;
  stop(): void;
};

export async function serveRoom(events: number): Promise<RoomServer> {
  const child = fork(new URL("serve-generated-room.ts", import.meta.url), [String(events)]);
  const [served] = (await once(child, "message")) as [ServedRoom];
  return {
    ...served,
    async setLatency(latency) {
      const answered = once(child, "message");
      child.send({ latency } satisfies ServerRequest);
      await answered;
    },
    stop: () => void child.kill(),
  };
}
