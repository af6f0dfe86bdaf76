import type { EventId } from "#matrix/ids.ts";
import type { Stage } from "../support/stage.ts";
import type { NewRoom } from "../support/synapse-room.ts";

/** The rooms that the promises of the crawl are about. */
export const crawlRooms = {
  /** Open from the first event on, with days, names and clocks of every kind. */
  quay: { visibility: "world_readable", alias: "quay", name: "Quay" },
  /** Opened and closed again and again. */
  shutters: { name: "Shutters" },
  never: { visibility: "shared", name: "Never" },
  /** Was open and closed itself. */
  retired: { visibility: "world_readable", name: "Retired" },
  joined: { visibility: "world_readable", name: "Joined" },
  left: { visibility: "world_readable", name: "Left" },
  banned: { visibility: "world_readable", name: "Banned" },
  encrypted: { visibility: "world_readable", name: "Encrypted" },
  space: { visibility: "world_readable", name: "Everything", type: "m.space" },
  /** Its id names no server. */
  modern: { visibility: "world_readable", name: "Modern", version: "12" },
} as const satisfies Readonly<Record<string, NewRoom>>;

export type CrawlRoomName = keyof typeof crawlRooms;
export type CrawlStage = Stage<CrawlRoomName>;

/** Is in everything that was said, set, named or given as a reason in a closed time, and in nothing else. */
export const canary = "cormorant";

/** Words of what was said in the open times of `shutters`. */
export const openWords = [
  "avocet",
  "bittern",
  "curlew",
  "dunlin",
  "eider",
  "fulmar",
  "gannet",
  "heron",
  "ibis",
] as const;

/** Times that no honest clock shows, each refused as a date. */
const impossibleTimes = [0, 86_400_000, Date.UTC(2013, 11, 31), Date.UTC(2100, 0, 1), 2 ** 53 - 1] as const;

export type CrawlScenario = {
  /** Days of the messages of `quay` by their words, in the order they were sent. */
  readonly quayDays: readonly (readonly [body: string, day: string])[];
  /** Events of `shutters` that an outsider may read, by what is said in them. */
  readonly shutters: { readonly edited: EventId; readonly regretted: EventId };
};

export async function playCrawlScenario(stage: CrawlStage): Promise<CrawlScenario> {
  const quayDays = await playQuay(stage);
  const shutters = await playShutters(stage);
  await playRefused(stage);
  await stage.rooms.modern.text("a room without server", { at: "2024-03-03T10:00" });
  return { quayDays, shutters };
}

async function playQuay({ rooms: { quay } }: CrawlStage): Promise<CrawlScenario["quayDays"]> {
  const said: [string, string][] = [];
  const say = async (body: string, day: string, at: string | number, by?: string): Promise<void> => {
    await quay.text(body, { at, ...(by === undefined ? {} : { by }) });
    said.push([body, day]);
  };
  await say("the last of a February day", "2024-02-28", "2024-02-28T23:59:59.999", "bob");
  await say("the first of a leap day", "2024-02-29", "2024-02-29T00:00:00.000", "bob");
  for (let nth = 1; nth <= 25; nth += 1) await say(`burst ${nth}`, "2024-05-05", "2024-05-05T12:00:00.000");
  await say("before the broken clocks", "2024-06-10", "2024-06-10T08:00");
  for (const ts of impossibleTimes) await say(`clock at ${ts}`, "2024-06-10", ts);
  await say("after the broken clocks", "2024-06-10", "2024-06-10T09:00");
  await say("five past ten", "2024-07-01", "2024-07-01T10:05");
  await say("ten o'clock, sent later", "2024-07-01", "2024-07-01T10:00", "bob");
  await say("ten past ten", "2024-07-01", "2024-07-01T10:10");
  await say("said as bob", "2024-08-01", "2024-08-01T09:00", "bob");
  const renamed = { membership: "join", displayname: "Robert" };
  const bob = await senderOf(quay, "bob");
  await quay.state("m.room.member", renamed, { by: bob, key: bob, at: "2024-08-01T10:00" });
  await say("said as Robert", "2024-08-01", "2024-08-01T11:00", "bob");
  await say("the last of the year", "2024-12-31", "2024-12-31T23:59:59.999");
  await say("the first of the year", "2025-01-01", "2025-01-01T00:00:00.000");
  return said;
}

async function senderOf(room: CrawlStage["rooms"]["quay"], name: string): Promise<string> {
  return `@${name}:${room.roomId.slice(room.roomId.indexOf(":") + 1)}`;
}

/** Each closed time says everything a leak could carry: messages, edits, threads, reactions, reasons, topics, names. */
async function playShutters({ rooms: { shutters } }: CrawlStage): Promise<CrawlScenario["shutters"]> {
  let hours = 0;
  const at = (): { at: number } => ({ at: Date.UTC(2024, 2, 1) + (hours += 1) * 3_600_000 });
  const [avocet, bittern, ...others] = openWords;
  const setVisibility = (content: object): Promise<EventId> =>
    shutters.state("m.room.history_visibility", { ...content }, at());
  const open = { history_visibility: "world_readable" };

  await shutters.text(`${canary} before the first opening`, at());
  await setVisibility(open);
  await shutters.state("m.room.topic", { topic: "A harmless topic" }, at());
  const edited = await shutters.text(`${avocet} was said in the open`, at());
  const regretted = await shutters.text("said in the open and regretted", at());
  await shutters.edit(await shutters.text("an older wording", at()), `${bittern} is the newer wording`, at());
  const closings = [
    { history_visibility: "shared" },
    { history_visibility: "bogus" },
    {},
    { history_visibility: "joined" },
  ];
  for (const [index, closed] of closings.entries()) {
    await setVisibility(closed);
    await shutters.text(`${canary} said while closed ${index}`, at());
    await shutters.edit(edited, `${canary} edit ${index}`, at());
    await shutters.inThread(edited, `${canary} in a thread ${index}`, at());
    await shutters.react(edited, `${canary}${index}`, at());
    await shutters.state("m.room.topic", { topic: `${canary} topic ${index}` }, at());
    await shutters.text("a newcomer", { by: `${canary}${index}`, ...at() });
    if (index === 0) await shutters.redact(regretted, { reason: canary, ...at() });
    await setVisibility(open);
    await shutters.state("m.room.topic", { topic: `Harmless again ${index}` }, at());
    await shutters.text(`${others[index]} was said in the open`, at());
  }
  for (const word of others.slice(closings.length)) await shutters.text(`${word} came at last`, at());
  return { edited, regretted };
}

async function playRefused({ rooms, readerId }: CrawlStage): Promise<void> {
  const { never, retired, joined, left, banned, encrypted, space } = rooms;
  const own = { by: readerId, key: readerId };
  await never.text(`${canary} never public`);
  await retired.text(`${canary} was public once, and the room is closed now`);
  await retired.visibility("joined");
  await joined.state("m.room.member", { membership: "join" }, own);
  await joined.text(`${canary} in a room with the reader in it`);
  await left.state("m.room.member", { membership: "join" }, own);
  await left.state("m.room.member", { membership: "leave" }, own);
  await left.text(`${canary} in a room that the reader left`);
  await banned.text(`${canary} in a room that bans the reader`);
  await banned.state("m.room.member", { membership: "ban" }, { key: readerId });
  await encrypted.text(`${canary} before the encryption`);
  await encrypted.state("m.room.encryption", { algorithm: "m.megolm.v1.aes-sha2" });
  await space.text(`${canary} in a space`);
}
