import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { dayMs } from "#lib/calendar-day.ts";
import { mediaFolder, sourceFilePath } from "#lib/media-paths.ts";
import type { MediaRefusal, MediaUse, MediaWish, SafeMedia } from "#lib/safe-media.ts";
import type { MatrixApiError } from "#matrix/matrix-api-error.ts";
import { neverDue, type DueMedia, type MediaOutcome, type MediaUseRecord } from "#store/media-records.ts";
import type { MediaCrawl } from "./crawl-media.ts";
import type { MediaWishes } from "./media-judge.ts";

/**
 * Brings one file to where all that may be shown now wants it: fetched, made safe for each use, or refused with a reason. Gives what
 * became of it. Throws `MatrixApiError` where it could not be fetched.
 */
export async function keepFile(crawl: MediaCrawl, due: DueMedia): Promise<MediaOutcome> {
  const uses = await crawl.store.readMediaUses(due.mxc, crawl.judge.eligibleBeforeMs);
  const asked = crawl.judge.wishesFor(due.mxc, uses);
  if (asked.wishes.size === 0) return unwanted(crawl, due, uses, asked);
  const isDecided = [...asked.wishes].every(([use, policy]) => due.madeFor?.[use] === policy);
  if (isDecided) return decided(crawl, asked, due);
  const source = await sourceFor(crawl, due, asked);
  return "refused" in source ? source.refused : derive(crawl, due, { asked, source });
}

/** Nothing that may be shown wants it. What is only waited for is looked at again; nothing is kept meanwhile. */
function unwanted(
  { nowMs, sweepMs }: MediaCrawl,
  due: DueMedia,
  uses: readonly MediaUseRecord[],
  { refusals }: MediaWishes,
): MediaOutcome {
  // Its rooms could not be judged, or are not listed now: what was kept stays with them.
  if (uses.length === 0 && due.source !== undefined) return { ...due, state: "kept", dueAtMs: nowMs + sweepMs };
  if (Object.keys(refusals).length > 0) return { ...nothing, state: "refused", reason: "policy", refusals };
  // Who is silent is woken by what they say; what is too young is looked at by each crawl, and what a rule withholds once a day.
  const dueAtMs = uses.length === 0 ? nowMs + 1 : uses.every(({ silent }) => silent) ? neverDue : nowMs + dayMs;
  return { ...nothing, state: "wanted", reason: undefined, dueAtMs };
}

const hourMs = 3_600_000;

const nothing = {
  source: undefined,
  safe: {},
  refusals: {},
  madeFor: {},
  tries: 0,
  missing: 0,
  dueAtMs: neverDue,
} as const;

type Source = { readonly hash: string; readonly sizeBytes: number };

async function sourceFor(
  crawl: MediaCrawl,
  due: DueMedia,
  asked: MediaWishes,
): Promise<Source | { readonly refused: MediaOutcome }> {
  const { store, homeserver, config, space, nowMs, tally } = crawl;
  if (due.source !== undefined && existsSync(join(store.folder, sourceFilePath(due.source.hash)))) return due.source;
  const { rooms } = asked;
  const full = await space.take(rooms, 0);
  if (full !== undefined) return { refused: refusedFor(full, asked, nowMs) };
  const part = join(store.folder, mediaFolder, "part", crawl.nextPart());
  await mkdir(dirname(part), { recursive: true, mode: 0o700 });
  const fetched = await homeserver.fetchMedia(due.mxc, { file: part, limitBytes: config.media.perFileBytes });
  if (fetched.kind === "gone") return { refused: missing(due, nowMs) };
  if (fetched.kind === "too-large") return { refused: refusedFor("too-large", asked, nowMs) };
  tally.fetched += 1;
  tally.fetchedBytes += fetched.sizeBytes;
  const tooMany = await space.take(rooms, fetched.sizeBytes);
  if (tooMany !== undefined) {
    await rm(part, { force: true });
    return { refused: refusedFor(tooMany, asked, nowMs) };
  }
  const path = join(store.folder, sourceFilePath(fetched.sha256));
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await rename(part, path);
  const source = { hash: fetched.sha256, sizeBytes: fetched.sizeBytes };
  // Known before anything is made of it: a run that stops here goes on here, and what is refused is deleted.
  const fresh: MediaOutcome = { ...nothing, state: "wanted", reason: undefined, source, dueAtMs: nowMs };
  const isWanted = await store.transaction((tx) => tx.writeMedia(due.mxc, fresh));
  return isWanted ? source : { refused: fresh };
}

/** What is too large stays so; where there is no space, there may be some after a while. */
function refusedFor(
  reason: "too-large" | "room-full" | "site-full",
  { wishes, refusals }: MediaWishes,
  nowMs: number,
): MediaOutcome {
  const isForGood = reason === "too-large";
  return {
    ...nothing,
    state: "refused",
    reason,
    refusals: { ...refusals, ...Object.fromEntries([...wishes.keys()].map((use) => [use, reason])) },
    madeFor: isForGood ? Object.fromEntries(wishes) : {},
    dueAtMs: isForGood ? neverDue : nowMs + 7 * dayMs,
  };
}

/** A server may lose sight of a file for an hour: it is gone when two runs were told so. */
function missing(due: DueMedia, nowMs: number): MediaOutcome {
  const count = due.missing + 1;
  const isGone = count >= 2;
  return {
    ...nothing,
    state: isGone ? "gone" : "failed",
    reason: isGone ? "gone" : "failed",
    missing: count,
    dueAtMs: isGone ? nowMs + 30 * dayMs : nowMs + 1,
  };
}

async function derive(
  { store, deriver, nowMs, sweepMs }: MediaCrawl,
  due: DueMedia,
  { asked, source }: { readonly asked: MediaWishes; readonly source: Source },
): Promise<MediaOutcome> {
  const safe: Partial<Record<MediaUse, SafeMedia>> = {};
  const refusals: Partial<Record<MediaUse, MediaRefusal>> = { ...asked.refusals };
  const madeFor: Partial<Record<MediaUse, MediaWish["policy"]>> = {};
  for (const [use, policy] of asked.wishes) {
    const before = due.madeFor?.[use] === policy ? due.safe[use] : undefined;
    const derived = before ?? (await deriver.derive(join(store.folder, sourceFilePath(source.hash)), { use, policy }));
    madeFor[use] = policy;
    if (!("ok" in derived)) safe[use] = derived;
    else if (derived.ok) safe[use] = derived.media;
    // Its process was ended from outside: that says nothing of the file.
    else if (derived.reason === "failed") return failed(due, nowMs);
    else refusals[use] = derived.reason;
  }
  return settled({ safe, refusals, madeFor, source }, nowMs + sweepMs);
}

/** Made safe for at least one use, or refused for all: then the copy goes. */
function settled(
  { safe, refusals, madeFor, source }: Required<Pick<DueMedia, "safe" | "refusals" | "madeFor" | "source">>,
  sweepAtMs: number,
): MediaOutcome {
  const isKept = Object.keys(safe).length > 0;
  const [reason] = Object.values(refusals);
  return {
    ...nothing,
    state: isKept ? "kept" : "refused",
    reason: isKept ? undefined : reason,
    source: isKept ? source : undefined,
    safe,
    refusals,
    madeFor,
    dueAtMs: isKept ? sweepAtMs : neverDue,
  };
}

/** Each use was decided before; what nobody wants any more goes. */
function decided({ nowMs, sweepMs }: MediaCrawl, { wishes, refusals }: MediaWishes, due: DueMedia): MediaOutcome {
  const of = <Value>(values: Readonly<Partial<Record<MediaUse, Value>>>) =>
    Object.fromEntries(Object.entries(values).filter(([use]) => wishes.has(use as MediaUse)));
  const made = {
    safe: of(due.safe),
    refusals: { ...refusals, ...of(due.refusals) },
    madeFor: of(due.madeFor ?? {}),
    source: due.source,
  };
  return settled(made, nowMs + sweepMs);
}

/** When a file that could not be fetched is asked for again: in an hour, then after twice as long, at most after a month. */
export function failed(due: DueMedia, nowMs: number): MediaOutcome {
  const tries = due.tries + 1;
  const dueAtMs = nowMs + Math.min(hourMs * 2 ** (tries - 1), 30 * dayMs);
  return { ...nothing, state: "failed", reason: "failed", tries, missing: due.missing, dueAtMs };
}

/** Does this failure say something of the server, and not of one file? Then all others would fail as well. */
export function stopsFiles({ kind, retryAfterMs }: MatrixApiError): boolean {
  return kind === "rate-limited" || retryAfterMs !== undefined;
}
