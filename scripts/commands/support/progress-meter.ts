import type { Progress } from "#lib/progress.ts";
import { formatNumber, formatSpan } from "./format.ts";

export type ProgressStep = Parameters<Progress>[0];

/** How far one piece of work is, with its pace. */
export type ProgressState = {
  readonly step: ProgressStep;
  /** Units a second over the last stretch; undefined at first. */
  readonly rate: number | undefined;
  /** undefined when the total or the pace is not known. */
  readonly leftMs: number | undefined;
};

/** Paces are taken over this long: short enough to follow a change, long enough not to jump. */
const windowMs = 15_000;

/** Follows the steps of a run; a new subject or unit starts anew. */
export function createProgressMeter(now: () => number): (step: ProgressStep) => ProgressState {
  let samples: { readonly at: number; readonly done: number }[] = [];
  let of = "";
  return (step) => {
    const at = now();
    const subject = `${step.subject}\n${step.unit}`;
    if (subject !== of || step.done < (samples.at(-1)?.done ?? 0)) samples = [];
    of = subject;
    samples = [...samples.filter((sample) => at - sample.at <= windowMs), { at, done: step.done }];
    const first = samples[0];
    const elapsedMs = first === undefined ? 0 : at - first.at;
    const rate = first === undefined || elapsedMs < 500 ? undefined : ((step.done - first.done) * 1000) / elapsedMs;
    const left = step.total === undefined ? undefined : Math.max(0, step.total - step.done);
    const leftMs = left === undefined || rate === undefined || rate <= 0 ? undefined : (left / rate) * 1000;
    return { step, rate, leftMs };
  };
}

/** `#general: history  ████░░░░  12,300 of 40,000 events  830/s  33 s left`, cut to the width; `bar` for terminals. */
export function progressLine({ step, rate, leftMs }: ProgressState, { columns = 80, bar = false } = {}): string {
  const { subject, done, total, unit } = step;
  const drawn = bar && total !== undefined && total > 0 ? barOf(done / total) : undefined;
  const count = total === undefined ? formatNumber(done) : `${formatNumber(done)} of ${formatNumber(total)}`;
  const pace = rate === undefined ? undefined : `${formatNumber(Math.round(rate))}/s`;
  const left = leftMs === undefined ? undefined : `${formatSpan(leftMs)} left`;
  const line = [subject, drawn, `${count} ${unit}`, pace, left].filter((part) => part !== undefined).join("  ");
  return line.length < columns ? line : `${line.slice(0, Math.max(1, columns - 2))}…`;
}

function barOf(share: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * 16);
  return "█".repeat(filled) + "░".repeat(16 - filled);
}
