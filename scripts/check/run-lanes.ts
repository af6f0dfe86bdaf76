import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";

/** A command line; `name` is what a failure is called. */
export type Tool = { readonly name: string; readonly command: readonly [string, ...string[]] };

/** A tool that ended with anything but 0, with all it printed. */
export type Failure = { readonly name: string; readonly output: string };

/**
 * Runs lanes of tools: the lanes at the same time, the tools of a lane one after the other. Every tool runs, whatever failed
 * before it, so that one run shows all there is to do. `folder` is where they run; its `node_modules/.bin` comes first on
 * their path.
 */
export async function runLanes(lanes: readonly (readonly Tool[])[], folder: string): Promise<readonly Failure[]> {
  const failures = await Promise.all(lanes.map((lane) => runLane(lane, folder)));
  return failures.flat();
}

async function runLane(lane: readonly Tool[], folder: string): Promise<readonly Failure[]> {
  const failures: Failure[] = [];
  for (const tool of lane) {
    const failure = await runTool(tool, folder);
    if (failure !== undefined) failures.push(failure);
  }
  return failures;
}

function runTool({ name, command: [file, ...args] }: Tool, folder: string): Promise<Failure | undefined> {
  const path = [join(folder, "node_modules/.bin"), process.env["PATH"]].join(delimiter);
  const color = process.stdout.isTTY ? { FORCE_COLOR: "1" } : {};
  const env = { ...process.env, ...color, PATH: path, ASTRO_TELEMETRY_DISABLED: "1" };
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", (error) => resolve({ name, output: `could not start: ${error.message}` }));
    child.on("close", (code, signal) => {
      if (code === 0) return resolve(undefined);
      const output = Buffer.concat(chunks).toString().trim();
      resolve({ name, output: output === "" ? `ended with ${signal ?? code} and said nothing` : output });
    });
  });
}
