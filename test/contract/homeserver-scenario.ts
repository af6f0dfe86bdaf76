import type { EventId } from "#matrix/ids.ts";
import type { NewRoom } from "../support/synapse-room.ts";
import type { Stage } from "../support/stage.ts";

/** The rooms that the promises of `Homeserver` are about. */
export const scenarioRooms = {
  /** Open from the first event on. */
  tea: { visibility: "world_readable", alias: "tea", name: "Tea", topic: "Hot water" },
  /** Closed, open, closed, open. */
  shutters: { name: "Shutters" },
  /** Was open and closed itself. */
  retired: { visibility: "world_readable", name: "Retired" },
  never: { visibility: "shared", name: "Never" },
  /** The reading account is in it. */
  joined: { visibility: "world_readable", name: "Joined" },
  /** Its id names no server. */
  modern: { visibility: "world_readable", name: "Modern", version: "12" },
  space: { visibility: "world_readable", name: "Everything", type: "m.space" },
} as const satisfies Readonly<Record<string, NewRoom>>;

export type ScenarioStage = Stage<keyof typeof scenarioRooms>;

/** Occurs in what was said in closed times, and in nothing else. */
export const canary = "cormorant";

export const noon = Date.UTC(2024, 2, 6, 12);

export type Scenario = {
  /** Bodies of the messages of `tea` in the order they were sent. */
  readonly teaBodies: readonly string[];
  readonly tea: { readonly first: EventId; readonly wild: EventId; readonly last: EventId; readonly redacted: EventId };
  readonly shutters: { readonly open: EventId; readonly hiddenEdit: EventId; readonly hiddenLast: EventId };
  readonly retired: { readonly open: EventId };
};

/** Fills the rooms. What is said in closed times holds the canary. */
export async function playScenario({ rooms, readerId, serverName }: ScenarioStage): Promise<Scenario> {
  const { tea, shutters, retired, never, joined, modern, space } = rooms;

  const first = await tea.text("first", { at: "2024-03-05T09:00" });
  await tea.reply(first, "second", { by: "bob", at: "2024-03-05T09:05" });
  await tea.react(first, "👍", { by: "bob", at: "2024-03-05T09:06" });
  const wild = await tea.text("from the far future", { at: 2 ** 53 - 1 });
  await tea.text("from the beginning of time", { at: 0 });
  const redacted = await tea.text("said in anger", { at: "2024-03-07T10:00" });
  await tea.redact(redacted, { at: "2024-03-07T10:01", reason: "calmed down" });
  const last = await tea.text("last", { at: "2024-03-08T08:00" });

  await shutters.text(`${canary} before opening`, { at: "2024-03-01T09:00" });
  await shutters.visibility("world_readable", { at: "2024-03-02T09:00" });
  const open = await shutters.text("said in the open", { at: "2024-03-02T10:00" });
  const regretted = await shutters.text("regretted", { at: "2024-03-02T10:01" });
  await shutters.visibility("shared", { at: "2024-03-03T09:00" });
  const hiddenEdit = await shutters.edit(open, `${canary} edited`, { at: "2024-03-03T10:00" });
  await shutters.inThread(open, `${canary} in a thread`, { at: "2024-03-03T10:01" });
  await shutters.react(open, canary, { at: "2024-03-03T10:02" });
  await shutters.redact(regretted, { at: "2024-03-03T10:03", reason: canary });
  await shutters.state("m.room.topic", { topic: `${canary} topic` }, { at: "2024-03-03T10:04" });
  await shutters.text(`${canary} by a newcomer`, { by: canary, at: "2024-03-03T10:05" });
  const hiddenLast = await shutters.text(`${canary} at last`, { at: "2024-03-03T10:06" });
  await shutters.visibility("world_readable", { at: "2024-03-04T09:00" });
  await shutters.state("m.room.topic", { topic: "Open again" }, { at: "2024-03-04T09:01" });
  await shutters.text("open again", { at: "2024-03-04T10:00" });

  const retiredOpen = await retired.text("once public", { at: "2024-03-02T10:00" });
  await retired.visibility("joined", { at: "2024-03-03T10:00" });
  await never.text(`${canary} never public`, { at: "2024-03-03T10:00" });

  await joined.state("m.room.member", { membership: "join" }, { by: readerId, key: readerId, at: "2024-03-01T09:00" });
  await joined.text("seen as a member", { at: "2024-03-03T10:00" });
  await modern.text("a room without server", { at: "2024-03-03T10:00" });

  for (const [room, content] of [
    [tea, { via: [serverName], order: "b" }],
    [modern, { via: [serverName], order: "a" }],
    [shutters, {}],
  ] as const) {
    await space.state("m.space.child", content, { key: room.roomId, at: "2024-03-01T09:00" });
  }

  return {
    teaBodies: ["first", "second", "from the far future", "from the beginning of time", "last"],
    tea: { first, wild, last, redacted },
    shutters: { open, hiddenEdit, hiddenLast },
    retired: { open: retiredOpen },
  };
}
