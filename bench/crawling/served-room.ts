import { fork } from "node:child_process";
import { once } from "node:events";

/** A generated room on the sample homeserver, which is a process of its own. */
export type ServedRoom = {
  readonly url: string;
  readonly token: string;
  readonly roomId: string;
  readonly alias: string;
};

/** "synapse": as long as Synapse does. */
export type Pace = "synapse" | "instant";

export type ServerRequest = {
  /** How hard the server works for each answer. */
  readonly pace: Pace;
};

export type RoomServer = ServedRoom & {
  setPace(pace: Pace): Promise<void>;
  stop(): void;
};

export async function serveRoom(events: number): Promise<RoomServer> {
  const child = fork(new URL("serve-generated-room.ts", import.meta.url), [String(events)]);
  const [served] = (await once(child, "message")) as [ServedRoom];
  return {
    ...served,
    async setPace(pace) {
      const answered = once(child, "message");
      child.send({ pace } satisfies ServerRequest);
      await answered;
    },
    stop: () => void child.kill(),
  };
}
