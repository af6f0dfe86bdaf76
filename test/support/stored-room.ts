import type { UserId } from "#matrix/ids.ts";
import type { VisibilityGrant } from "#matrix/visibility-grant.ts";
import { publishableBeforeMs } from "#publication/judge-event.ts";
import type { RoomRecord, RoomState } from "#store/records.ts";
import type { Store } from "#store/store.ts";
import { firstSeenMs, grantFor, newEventFor } from "./new-event-for.ts";
import { idOf, RoomBuilder, type EventDraft, type Target } from "./room-builder.ts";

export type StoredRoomOptions = {
  /** As the configuration names it. Default: "#general:example.org". */
  readonly configured?: string;
  readonly roomId?: string;
  readonly slug?: string;
  readonly name?: string;
  /** The room's delay. Default: a day. */
  readonly delayMs?: number;
};

const dayMs = 86_400_000;

/**
 * A room in a store, brought there and changed by the same verbs that a crawl uses. Say things with `room`, then `write` them;
 * nothing may be shown before `publishUntil`.
 */
export class StoredRoom {
  readonly room: RoomBuilder;
  readonly store: Store;
  readonly #options: Required<StoredRoomOptions>;
  readonly #written = new Set<EventDraft>();
  #record: RoomRecord | undefined;
  #name: string;

  constructor(store: Store, options: StoredRoomOptions = {}) {
    const { configured = "#general:example.org", roomId = "!room:example.org", slug = "general" } = options;
    const { name = "General", delayMs = dayMs } = options;
    this.store = store;
    this.#options = { configured, roomId, slug, name, delayMs };
    this.#name = name;
    this.room = new RoomBuilder(roomId);
  }

  get key(): RoomRecord["key"] {
    if (this.#record === undefined) throw new Error("The room is not in the store yet");
    return this.#record.key;
  }

  get grant(): VisibilityGrant {
    return grantFor(this.room.roomId);
  }

  /** Stores what was said since the last time, in one transaction. `seenAt`: found by a live walk then, where it ages from. */
  async write({ seenAt }: { readonly seenAt?: string } = {}): Promise<void> {
    const drafts = this.room.drafts.filter((draft) => !this.#written.has(draft));
    await this.#open();
    await this.store.transaction((tx) =>
      tx.writeEvents(
        this.key,
        drafts.map((draft) => newEventFor(draft, this.grant, seenAt === undefined ? {} : { seenMs: timeOf(seenAt) })),
      ),
    );
    for (const draft of drafts) this.#written.add(draft);
  }

  /** Moves the cutoff to what a crawl at this time gives: everything older than the delay may be shown. */
  async crawledAt(time: string): Promise<void> {
    await this.#open();
    const { delayMs } = this.#options;
    const crawlMs = timeOf(time);
    const cutoffMs = crawlMs - delayMs;
    const before = await this.store.readRoom({ roomId: this.room.roomId });
    await this.store.transaction((tx) =>
      tx.writeCutoff(this.key, {
        cutoffMs,
        successAtMs: crawlMs,
        eligible: {
          from: publishableBeforeMs({ cutoffMs: before?.cutoffMs, delayMs }),
          to: publishableBeforeMs({ cutoffMs, delayMs }),
        },
      }),
    );
  }

  /** Taken back by a redaction sent at this time, long after everything unless said. */
  async redact(target: Target, at = "2024-06-01 00:00"): Promise<void> {
    await this.store.transaction((tx) =>
      tx.writeRedactions(this.key, [{ eventId: idOf(target), redactedAtMs: timeOf(at) }]),
    );
  }

  /** Delivered redacted, by nobody knows whom and when. */
  async redactSilently(target: Target): Promise<void> {
    await this.store.transaction((tx) =>
      tx.writeRedactions(this.key, [{ eventId: idOf(target), redactedAtMs: undefined }]),
    );
  }

  /** Emptied by the server without a word. */
  async empty(target: Target): Promise<void> {
    await this.store.transaction((tx) => tx.writeGone(this.key, [idOf(target)]));
  }

  async profile(user: UserId, displayName: string): Promise<void> {
    await this.store.transaction((tx) => tx.writeProfile(this.key, user, displayName));
  }

  /** The verdict of the last crawl: "open" or the reason why nothing may be shown. */
  async judge(verdict: string, change: Partial<RoomState> = {}): Promise<void> {
    const { slug, configured } = this.#options;
    const name = change.name ?? this.#name;
    this.#name = name;
    await this.store.transaction(async (tx) => {
      this.#record = await tx.writeRoom({ roomId: this.room.roomId, configured, slug, nowMs: firstSeenMs });
      await tx.writeRoomVerdict(this.key, {
        state: { ...noState, name, ...change },
        verdict,
        grant: verdict === "open" ? this.grant : undefined,
        checkedAtMs: firstSeenMs,
      });
    });
  }

  async #open(): Promise<void> {
    if (this.#record === undefined) await this.judge("open");
  }
}

const noState: RoomState = {
  name: undefined,
  topic: undefined,
  canonicalAlias: undefined,
  joinRule: "public",
  roomVersion: "11",
  refusesIndexing: false,
};

function timeOf(text: string): number {
  const ms = Date.parse(`${text.replace(" ", "T")}Z`);
  if (Number.isNaN(ms)) throw new Error(`Not a time: ${text}`);
  return ms;
}
