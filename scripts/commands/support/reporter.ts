import { styleText } from "node:util";
import type { Log, Progress } from "#lib/progress.ts";
import { printable } from "./printable.ts";
import { createProgressMeter, progressLine } from "./progress-meter.ts";
import type { Mark, ReportLine } from "./report-line.ts";
import { createSecrets, type Secrets } from "./secrets.ts";

/** All that a command says goes through here: results to stdout, everything else to stderr, nothing with a secret in it. */
export type Reporter = {
  readonly log: Log;
  readonly progress: Progress;
  /** The report for people: not with `--json`; with `--quiet` only warnings and failures, on stderr. */
  readonly print: (lines: readonly ReportLine[]) => void;
  /** The report for machines: one JSON document, with `--json` only. */
  readonly printJson: (value: unknown) => void;
  /** What went wrong, on stderr, whatever the options. */
  readonly fail: (text: string) => void;
  readonly hide: Secrets["hide"];
  /** Takes the progress line away. */
  readonly settle: () => void;
};

/** The part of a stream that is needed. */
export type OutputStream = {
  readonly write: (text: string) => unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
};

export type ReporterOptions = {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly now: () => number;
  readonly json?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  readonly verbose?: boolean | undefined;
  /** Whether marks may be coloured: terminals, unless NO_COLOR is set. */
  readonly colour?: boolean | undefined;
};

/** Time between two drawings on a terminal, and between two plain lines elsewhere. */
const drawEveryMs = 100;
const lineEveryMs = 10_000;

export function createReporter({
  stdout,
  stderr,
  now,
  json = false,
  quiet = false,
  verbose = false,
  colour = false,
}: ReporterOptions): Reporter {
  const secrets = createSecrets();
  const isTerminal = stderr.isTTY === true;
  const meter = createProgressMeter(now);
  let isDrawn = false;
  let lastShownMs = -Infinity;
  let lastSubject = "";

  const settle = () => {
    if (isDrawn) stderr.write("\r\u001B[2K");
    isDrawn = false;
  };
  const writeTo = (stream: OutputStream, text: string) => {
    settle();
    stream.write(`${secrets.mask(text)}\n`);
  };
  const note = (mark: Mark, line: string) => writeTo(stderr, markedLine({ mark, text: line }, colour));

  return {
    log: {
      info: (line) => (quiet ? undefined : note("plain", line)),
      warn: (line) => note("warn", line),
      debug: (line) => (verbose ? note("plain", line) : undefined),
    },
    progress(step) {
      const state = meter(step);
      const everyMs = isTerminal ? drawEveryMs : lineEveryMs;
      // Elsewhere than on a terminal the first line comes after a while: short work needs none.
      if (!isTerminal && step.subject !== lastSubject) lastShownMs = now();
      lastSubject = step.subject;
      if (quiet || now() - lastShownMs < everyMs) return;
      lastShownMs = now();
      const line = secrets.mask(printable(progressLine(state, { columns: lineWidth(stderr), bar: isTerminal })));
      stderr.write(isTerminal ? `\r\u001B[2K${line}` : `${line}\n`);
      isDrawn = isTerminal;
    },
    print(lines) {
      if (json) return;
      for (const line of lines) {
        const isTrouble = line.mark === "warn" || line.mark === "bad";
        if (!quiet) writeTo(stdout, markedLine(line, colour));
        else if (isTrouble) writeTo(stderr, markedLine(line, colour));
      }
    },
    printJson(value) {
      if (json) writeTo(stdout, JSON.stringify(value, undefined, 2));
    },
    fail: (text) => writeTo(stderr, text.split("\n").map(printable).join("\n")),
    hide: secrets.hide,
    settle,
  };
}

function lineWidth(stream: OutputStream): number {
  if (stream.isTTY !== true) return 200;
  // Some terminals say that they have no columns at all.
  return stream.columns === undefined || stream.columns === 0 ? 80 : stream.columns;
}

const marks: Readonly<Record<Mark, { readonly sign: string; readonly style: Parameters<typeof styleText>[0] }>> = {
  good: { sign: "✓ ", style: "green" },
  refused: { sign: "– ", style: "yellow" },
  warn: { sign: "! ", style: "yellow" },
  bad: { sign: "✗ ", style: "red" },
  plain: { sign: "", style: [] },
  title: { sign: "", style: "bold" },
};

function markedLine({ mark, text }: ReportLine, colour: boolean): string {
  const { sign, style } = marks[mark];
  const [, indent = "", words = ""] = /^( *)([^]*)$/.exec(printable(text)) ?? [];
  const isTitle = mark === "title";
  if (!colour) return indent + sign + words;
  const paint = (part: string) => styleText(style, part, { validateStream: false });
  return indent + (isTitle ? paint(words) : (sign === "" ? "" : paint(sign)) + words);
}
