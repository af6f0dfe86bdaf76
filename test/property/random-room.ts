import { editFrom, reactionFrom, redactionFrom, replyFrom, textFrom, visibilityFrom } from "#sample/new-event.ts";
import { createRandom, type Random } from "#sample/random.ts";
import type { NewEvent } from "#sample/room-editor.ts";
import { startSampleHomeserver, type SampleHomeserver } from "#sample/start-sample-homeserver.ts";
import { ada, ben, createdAtMs, roomId, testRoom } from "#test/homeserver/sample-rooms.ts";
import type { RemovalDecision } from "#store/decisions.ts";
import type { RemovalKind } from "#store/records.ts";
import type { UpdateOptions } from "#test/homeserver/proof-world.ts";
import { canaryWord } from "#test/support/canary-word.ts";
import { RuleModel, type Happening, type Wishes } from "./rule-model.ts";
import type { Ending } from "#test/support/temporary-folder.ts";

/** Every word of a random room, wherever it is. */
export const wordPattern = /zqx[bcdfghjklm]{3}q/g;

const people = [ada, ben, "@cleo:tidewater.example", "@dora:tidewater.example"];
const closedValues = ["shared", "invited", "joined", "bogus"];
const delays = { "0s": 0, "1h": 3_600_000, "24h": 86_400_000, "72h": 259_200_000 };
const hourMs = 3_600_000;
/** What happens more often than other things. */
const usual = [
  "text",
  "text",
  "text",
  "text",
  "text",
  "text",
  "answer",
  "answer",
  "edit",
  "edit",
  "edit",
  "reaction",
  "open",
];

/** A room in which things happen that a seed chooses, on a sample homeserver, and the rule's own idea of what may be read of it. */
export class RandomRoom {
  readonly story: string[] = [];
  readonly server: SampleHomeserver;
  readonly model: RuleModel;
  nowMs = createdAtMs;
  readonly #random: Random;
  readonly #delay: keyof typeof delays;
  readonly #optedOut = new Set<string>();
  /** Recorded when things have happened: targets by what they are. */
  readonly #removed = new Map<string, RemovalKind>();
  #hasLifted = false;

  private constructor(server: SampleHomeserver, seed: number) {
    this.server = server;
    this.#random = createRandom(seed);
    this.#delay = this.#random.pick(Object.keys(delays) as (keyof typeof delays)[]);
    this.model = new RuleModel(delays[this.#delay]);
    this.story.push(`delay ${this.#delay}`);
  }

  static async open(ending: Ending, seed: number): Promise<RandomRoom> {
    const server = await startSampleHomeserver({ rooms: [testRoom().toRoom()] });
    ending.after(() => server.stop());
    return new RandomRoom(server, seed);
  }

  /** Some things happen; then it is some time later. Gives what the operator removed, and let in again, meanwhile. */
  goOn(): readonly RemovalDecision[] {
    const before = new Map(this.#removed);

    const count = 8 + this.#random.below(12);
    for (let step = 0; step < count; step += 1) {
      const kinds = Object.keys(this.#changes);
      const kind = this.#random.pick([...kinds, ...usual]);
      this.story.push(kind);
      this.#changes[kind]?.();
    }
    // Of a closed room there is little to see.
    if (this.#random.below(4) > 0) this.#setVisibility("world_readable");
    this.story.push(this.model.isOpen ? "update" : "update while closed");
    this.nowMs += this.#random.pick([0.5, 2, 30, 100]) * hourMs;
    const at = new Date(this.nowMs).toISOString();
    const decided = (from: typeof before, to: typeof before, kind: RemovalDecision["kind"]): RemovalDecision[] =>
      [...from]
        .filter(([target]) => !to.has(target))
        .map(([target, what]) => ({ kind, what, target: targetOf(target, what), at }));
    return [...decided(this.#removed, before, "removal"), ...decided(before, this.#removed, "removal-undone")];
  }

  /** Lifting an opt-out needs everything read again; at other times a crawl may do so or not. */
  updateOptions(): UpdateOptions {
    const full = this.#hasLifted || this.#random.below(3) === 0;
    this.#hasLifted = false;
    return { nowMs: this.nowMs, full, publication: { delay: this.#delay, optOut: [...this.#optedOut] } };
  }

  expected(): Readonly<Record<"shown" | "forbidden" | "withheld", readonly Happening[]>> {
    const wishes: Wishes = { optedOut: this.#optedOut, removed: new Set(this.#removed.keys()) };
    const { model } = this;
    return { shown: model.shown(wishes), forbidden: model.forbidden(wishes), withheld: model.withheld(wishes) };
  }

  readonly #changes: Readonly<Record<string, () => void>> = {
    text: () => this.#happen("text", undefined, (by, word, at) => textFrom(by, word, at)),
    answer: () =>
      this.#happen("answer", this.#message(), (by, word, at, about) => replyFrom(by, word, about?.id ?? "", at)),
    reaction: () =>
      this.#happen("reaction", this.#message(), (by, word, at, about) => reactionFrom(by, word, about?.id ?? "", at)),
    edit: () => {
      const message = this.#message();
      // Now and then by somebody who may not.
      const by = this.#random.below(5) === 0 ? this.#random.pick(people) : message?.by;
      this.#happen("edit", message, (who, word, at, about) => editFrom(who, word, about?.id ?? "", at), by);
    },
    redaction: () => {
      if (this.model.happenings.length === 0) return;
      const target = this.#random.pick(this.model.happenings);
      this.#send(redactionFrom(ada, target.id, { originServerTs: this.#later() }));
      this.model.redacted.add(target.id);
    },
    open: () => this.#setVisibility("world_readable"),
    close: () => this.#setVisibility(this.#random.pick(closedValues)),
    "opt-out": () => this.#optedOut.add(this.#random.pick(people.slice(1))),
    "opt-out lifted": () => {
      this.#hasLifted ||= this.#optedOut.size > 0;
      this.#optedOut.clear();
    },
    removal: () => {
      const message = this.#message();
      const what = this.#random.pick<RemovalKind>(["event", "event", "event", "user", "day"]);
      if (message === undefined || (what === "user" && message.by === ada)) return;
      const target = { event: message.id, user: message.by, day: dayOf(message.atMs) }[
        what as "event" | "user" | "day"
      ];
      this.#removed.set(target, what);
    },
    "removals undone": () => {
      this.#hasLifted ||= this.#removed.size > 0;
      this.#removed.clear();
    },
  };

  #happen(
    kind: Happening["kind"],
    about: Happening | undefined,
    eventOf: (by: string, word: string, at: { originServerTs: number }, about: Happening | undefined) => NewEvent,
    by = this.#random.pick(people),
  ): void {
    if (about === undefined && kind !== "text") return;
    const word = canaryWord("zqx", this.model.happenings.length);
    const atMs = this.#later();
    const id = this.#send(eventOf(by, word, { originServerTs: atMs }, about));
    const inTheOpen = this.model.isOpen;
    this.model.happenings.push({ id, kind, by, atMs, word, about: kind === "answer" ? undefined : about, inTheOpen });
  }

  #setVisibility(value: string): void {
    this.#send(visibilityFrom(ada, value, { originServerTs: this.#later() }));
    this.model.isOpen = value === "world_readable";
  }

  #send(event: NewEvent): string {
    return this.server.send(roomId, event);
  }

  #later(): number {
    this.nowMs += this.#random.pick([0.01, 0.2, 3, 20]) * hourMs;
    return this.nowMs;
  }

  #message(): Happening | undefined {
    const messages = this.model.happenings.filter(({ kind }) => kind === "text" || kind === "answer");
    return messages.length === 0 ? undefined : this.#random.pick(messages);
  }
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function targetOf(target: string, what: RemovalKind): string {
  return what === "day" ? `${roomId} ${target}` : target;
}
