import { createRandom } from "#sample/random.ts";
import type { SampleRoom } from "#sample/sample-room.ts";
import { parseChatScript } from "./chat-script.ts";
import { playEveryday } from "./everyday.ts";
import { playLines, timeScene } from "./play-scenes.ts";
import { readScript } from "./read-script.ts";
import { startCommunityRooms } from "./rooms.ts";
import { playStorm } from "./storm-day.ts";
import { playDigests } from "./weekly-digest.ts";

/**
 * The sample community: a space, four rooms with about 2,000 events from November 2025 to June 2026 (one of them closed for three
 * weeks of January and later replaced), and the stewards' room, which may not be published. The same on every run.
 */
export function sampleCommunity(): { readonly rooms: readonly SampleRoom[] } {
  const rooms = startCommunityRooms();
  const scenes = ["lobby", "workshop", "almanac", "gatherings", "stewards"].flatMap((name) =>
    parseChatScript(readScript(name)),
  );
  const dated = scenes.flatMap((scene, index) => timeScene(scene, scene.startMs ?? Number.NaN, createRandom(index)));
  const everyday = playEveryday(parseChatScript(readScript("everyday")));
  playLines([...dated, ...everyday, ...playStorm(readScript("storm")), ...playDigests()], rooms);
  return { rooms: Object.values(rooms).map((room) => room.toRoom()) };
}
