import { stringOr } from "#lib/json.ts";
import { createRandom, type Random } from "#sample/random.ts";
import { alice, bob, carol, type EventDraft, type RoomBuilder } from "./room-builder.ts";
import type { StoredRoom } from "./stored-room.ts";

const dayMs = 86_400_000;
const people = [alice, bob, carol];
const words = [
  "anchor",
  "buoy",
  "current",
  "drift",
  "eddy",
  "foam",
  "gale",
  "harbour",
  "island",
  "jetty",
  "港は静か",
  "ميناء",
];

/** Everything that can happen to a room between two builds, chosen by a seed: the same seed tells the same story. */
export class RandomHistory {
  readonly steps: string[] = [];
  readonly #stored: StoredRoom;
  readonly #random: Random;
  #nowMs = Date.parse("2023-12-20T12:00:00Z");
  #crawlMs = this.#nowMs;
  #open = true;
  #latePlaces = 0;

  constructor(stored: StoredRoom, seed: number) {
    this.#stored = stored;
    this.#random = createRandom(seed);
  }

  /** Some days of talk and a first crawl, so that there is something to publish. */
  async begin(): Promise<void> {
    for (let count = 0; count < 12; count += 1) this.#say();
    await this.#stored.write();
    await this.#crawl();
  }

  async step(): Promise<void> {
    const kinds = Object.keys(this.#changes);
    const weighted = [...kinds, "say", "say", "say", "crawl", "crawl", "redact", "edit", "late", "name", "mention"];
    const kind = this.#random.pick(weighted);
    this.steps.push(kind);
    await this.#changes[kind]?.();
  }

  readonly #changes: Readonly<Record<string, () => Promise<void>>> = {
    say: () => this.#written(() => this.#say()),
    reply: () => this.#written(() => this.#dated(this.#room.reply(this.#anything(), this.#text()))),
    thread: () => this.#written(() => this.#dated(this.#room.inThread(this.#anything(), this.#text()))),
    edit: () =>
      this.#written(() => {
        const target = this.#anything();
        this.#dated(this.#room.edit(target, `${this.#text()} edited`)).from(target.event.sender);
      }),
    react: () => this.#written(() => this.#dated(this.#room.react(this.#anything(), this.#random.pick(["👍", "🌊"])))),
    name: () => this.#written(() => this.#dated(this.#room.member({ displayname: this.#text() }))),
    topic: () => this.#written(() => this.#dated(this.#room.state("m.room.topic", { topic: this.#text() }))),
    odd: () =>
      this.#written(() =>
        this.#say()
          .at(this.#random.pick([0, 2 ** 53 - 1]))
          .onDay(this.#today()),
      ),
    late: () =>
      this.#written(() => {
        const older = this.#anything();
        this.#latePlaces += 1;
        const draft = this.#random.below(3) === 0 ? this.#room.member({ displayname: this.#text() }) : this.#say();
        draft
          .at(Date.parse(older.placed.day) + older.placed.position)
          .placedAt(older.placed.position + this.#latePlaces);
      }),
    redact: async () => {
      const target = this.#anything();
      const sentAt = isoOf(Date.parse(target.placed.day) + this.#random.pick([0.5, 3]) * dayMs);
      if (this.#random.below(3) === 0) await this.#stored.redactSilently(target);
      else await this.#stored.redact(target, sentAt);
    },
    unname: async () => {
      const named = this.#room.drafts.filter(({ event }) => event.type === "m.room.member");
      if (named.length > 0) await this.#stored.redactSilently(this.#random.pick(named));
    },
    mention: () => {
      const names = this.#room.drafts.flatMap(({ event }) => stringOr(event.content["displayname"]) ?? []);
      const name = this.#random.pick(["alice", ...names]);
      return this.#written(() => this.#dated(this.#room.text(`@${name}, ${this.#text()}`)));
    },
    leave: () => this.#written(() => this.#dated(this.#room.member()).content({ membership: "leave" })),
    vote: () => this.#written(() => this.#dated(this.#room.vote(this.#anything(), "a"))),
    poll: () => this.#written(() => this.#dated(this.#room.poll(this.#text(), ["one", "two"]))),
    end: () => this.#written(() => this.#dated(this.#room.endPoll(this.#anything()))),
    kick: () =>
      this.#written(() => {
        const membership = this.#random.pick(["invite", "leave", "ban"]);
        this.#dated(this.#room.member({ membership })).stateKey(this.#random.pick(people));
      }),
    empty: async () => this.#stored.empty(this.#anything()),
    profile: async () => this.#stored.profile(this.#random.pick(people), this.#text()),
    crawl: () => this.#crawl(),
    rename: async () => this.#stored.judge(this.#open ? "open" : "closed-now", { name: this.#text() }),
    close: async () => {
      this.#open = !this.#open;
      await this.#stored.judge(this.#open ? "open" : "closed-now");
    },
  };

  get #room(): RoomBuilder {
    return this.#stored.room;
  }

  async #written(happen: () => unknown): Promise<void> {
    happen();
    await this.#stored.write(this.#random.below(2) === 0 ? {} : { seenAt: isoOf(this.#crawlMs) });
  }

  #say(): EventDraft {
    return this.#dated(this.#room.text(this.#text()));
  }

  /** Time goes on by minutes or days, so that some days stay empty and years pass. */
  #dated(draft: EventDraft): EventDraft {
    this.#nowMs += this.#random.pick([60_000, 3_600_000, dayMs, dayMs, 9 * dayMs]);
    return draft.at(this.#nowMs).from(this.#random.pick(people));
  }

  async #crawl(): Promise<void> {
    this.#crawlMs = this.#nowMs + this.#random.pick([0, 0.5, 1, 2, 20]) * dayMs;
    await this.#stored.crawledAt(isoOf(this.#crawlMs));
  }

  #anything(): EventDraft {
    return this.#random.pick(this.#room.drafts);
  }

  #text(): string {
    return `${this.#random.pick(words)} ${this.#random.pick(words)} ${this.#room.drafts.length}`;
  }

  #today(): string {
    return isoOf(this.#nowMs).slice(0, 10);
  }
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, -1);
}
