/**
 * The rule of publication once more, as simply as it can be said, with nothing of the product in it. It knows what happened in one
 * room, what crawls could see of it when, and tells which words may be read.
 */
export type Happening = {
  readonly id: string;
  readonly kind: "text" | "answer" | "edit" | "reaction";
  readonly by: string;
  readonly atMs: number;
  /** Said by nobody else. */
  readonly word: string;
  /** Of an edit or a reaction: what it is about. */
  readonly about: Happening | undefined;
  /** Whether anyone could read the room when this was sent. */
  readonly inTheOpen: boolean;
};

/** What people and the operator decided: user ids; user ids, event ids and UTC dates as `2024-03-05`. */
export type Wishes = {
  readonly optedOut: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
};

const dayMs = 86_400_000;

export class RuleModel {
  readonly happenings: Happening[] = [];
  readonly redacted = new Set<string>();
  isOpen = true;
  readonly #delayMs: number;
  /** When the delay of each event began, for those that a crawl has seen. */
  #agesFrom = new Map<string, number>();
  #isFirstCrawl = true;
  #cutoffMs = Number.NEGATIVE_INFINITY;

  constructor(delayMs: number) {
    this.#delayMs = delayMs;
  }

  /** A crawl that went well, at this time. One that finds the room closed forgets it: what opens again is read like a first time. */
  crawled(nowMs: number): void {
    if (!this.isOpen) {
      this.#agesFrom = new Map();
      this.#isFirstCrawl = true;
      return;
    }
    for (const { id, atMs } of this.happenings)
      if (!this.#agesFrom.has(id)) this.#agesFrom.set(id, this.#isFirstCrawl ? atMs : Math.max(atMs, nowMs));
    this.#isFirstCrawl = false;
    this.#cutoffMs = Math.max(this.#cutoffMs, nowMs - this.#delayMs);
  }

  /** What may be read now. */
  shown(wishes: Wishes): readonly Happening[] {
    return this.isOpen ? this.happenings.filter((one) => this.#isShown(one, wishes)) : [];
  }

  /** What must not even be stored: it was never public, was taken back, or somebody wants it gone. */
  forbidden(wishes: Wishes): readonly Happening[] {
    return this.happenings.filter((one) => !this.isOpen || !one.inTheOpen || this.#isTakenAway(one, wishes));
  }

  /** What may leave no trace at all; of what was only redacted, a line may tell that something stood there. */
  withheld(wishes: Wishes): readonly Happening[] {
    if (!this.isOpen) return this.happenings;
    return this.happenings.filter((one) => !one.inTheOpen || this.#isWithdrawn(one, wishes) || this.#isYoung(one));
  }

  #isShown(one: Happening, wishes: Wishes): boolean {
    if (!this.#mayCount(one, wishes) || this.#isYoung(one)) return false;
    if (one.about === undefined) return this.#wordingOf(one, wishes) === one;
    const isTargetShown = this.#mayCount(one.about, wishes) && !this.#isYoung(one.about);
    return isTargetShown && (one.kind === "reaction" || this.#wordingOf(one.about, wishes) === one);
  }

  /** The newest edit that counts, else the message itself. One that is young takes what was before away all the same. */
  #wordingOf(message: Happening, wishes: Wishes): Happening {
    const edits = this.happenings.filter(
      (one) => one.kind === "edit" && one.about === message && one.by === message.by && this.#mayCount(one, wishes),
    );
    return edits.at(-1) ?? message;
  }

  #mayCount(one: Happening, wishes: Wishes): boolean {
    return one.inTheOpen && !this.#isTakenAway(one, wishes);
  }

  #isTakenAway(one: Happening, wishes: Wishes): boolean {
    const { kind, about, by } = one;
    // Of what was never public nobody can know who wrote it and when; an edit by somebody else is that person's own.
    const isOrphan =
      kind === "edit" && about?.inTheOpen === true && about.by === by && this.#isTakenAway(about, wishes);
    return this.#isWithdrawn(one, wishes) || this.redacted.has(one.id) || isOrphan;
  }

  #isWithdrawn({ id, by, atMs }: Happening, { optedOut, removed }: Wishes): boolean {
    return optedOut.has(by) || [id, by, new Date(atMs).toISOString().slice(0, 10)].some((name) => removed.has(name));
  }

  /** With a delay of a day or more, days go out whole. */
  #isYoung({ id }: Happening): boolean {
    const limitMs = this.#delayMs < dayMs ? this.#cutoffMs + 1 : Math.floor(this.#cutoffMs / dayMs) * dayMs;
    return (this.#agesFrom.get(id) ?? Number.POSITIVE_INFINITY) >= limitMs;
  }
}
