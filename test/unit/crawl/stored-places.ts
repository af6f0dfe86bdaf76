import type { RoomKey, SpanRecord } from "#store/records.ts";
import type { Store } from "#store/store.ts";
import { grantFor, newEventFor } from "#test/support/new-event-for.ts";
import { idOf, RoomBuilder, type EventDraft } from "#test/support/room-builder.ts";
import { temporaryStore } from "#test/support/temporary-store.ts";
import type { Ending } from "#test/support/temporary-folder.ts";

/** A real store with events at given places, each called by its number in the order they came. */
export class StoredPlaces {
  readonly store: Store;
  readonly key: RoomKey;
  readonly #room: RoomBuilder;
  readonly #names = new Map<string, string>();

  private constructor(store: Store, key: RoomKey, room: RoomBuilder) {
    this.store = store;
    this.key = key;
    this.#room = room;
  }

  static async open(ending: Ending): Promise<StoredPlaces> {
    const store = await temporaryStore(ending);
    const room = new RoomBuilder();
    const { roomId } = room;
    const { key } = await store.writeRoom({ roomId, configured: roomId, slug: "general", nowMs: 0 });
    return new StoredPlaces(store, key, room);
  }

  /** Stores an event under a name, at a place and a time of its own. */
  async put(name: string, position: number, at = "2024-03-05 09:00"): Promise<void> {
    const draft: EventDraft = this.#room.text(name).placedAt(position).at(at);
    this.#names.set(idOf(draft), name);
    await this.store.transaction((tx) => tx.writeEvents(this.key, [newEventFor(draft, grantFor(this.#room.roomId))]));
  }

  /** Names in the order of their places, oldest first. */
  async order(): Promise<string> {
    const events = await this.store.readEvents(this.key, [...this.#names.keys()] as never);
    return events.map(({ event }) => this.#names.get(event.eventId)).join(" ");
  }

  async placeOf(name: string): Promise<number> {
    const id = [...this.#names].find(([, own]) => own === name)?.[0];
    const [found] = await this.store.readEvents(this.key, [id] as never);
    if (found === undefined) throw new Error(`No event ${name} is stored`);
    return found.position;
  }

  async span(newestPosition: number, oldestPosition: number): Promise<SpanRecord> {
    const span = {
      newestPosition,
      oldestPosition,
      olderToken: "t",
      tokenPosition: undefined,
      governing: undefined,
      connected: false,
    };
    return { ...span, key: await this.store.writeSpan(this.key, span) };
  }
}
