import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

export type RunOptions = {
  readonly cwd: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Sends a signal when stdout or stderr holds a text. */
  readonly interrupt?: { readonly after: string; readonly signal: NodeJS.Signals };
};

const entry = fileURLToPath(new URL("../../scripts/daybook.ts", import.meta.url));

/** Runs the real command without a terminal and gives what it said. */
export async function runDaybook(
  words: readonly string[],
  { cwd, environment = {}, interrupt }: RunOptions,
): Promise<Ended> {
  const { DAYBOOK_ACCESS_TOKEN: _token, FORCE_COLOR: _colour, ...inherited } = process.env;
  const child = spawn(process.execPath, [entry, ...words], {
    cwd,
    env: { ...inherited, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      const wasThere = interrupt !== undefined && said[name].includes(interrupt.after);
      said[name] += text;
      if (interrupt !== undefined && !wasThere && said[name].includes(interrupt.after)) child.kill(interrupt.signal);
    });
  }
  const [code] = (await once(child, "close")) as [number | null];
  return { code, ...said };
}
