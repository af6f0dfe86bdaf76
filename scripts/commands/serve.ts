import { existsSync } from "node:fs";
import { join } from "node:path";
import { exitCode, type ExitCode } from "./support/exit-code.ts";
import { loadConfig } from "./support/load-config.ts";
import { serveOnSomePort, stopAtSignal } from "./support/serve-until-stopped.ts";
import { UsageError } from "./support/usage-error.ts";
import type { World } from "./support/world.ts";

/** The built site on loopback. */
export async function serve({ configFile, reporter, signal }: World, { port }: { port?: number }): Promise<ExitCode> {
  const { output, site } = loadConfig(configFile);
  if (!existsSync(join(output, "index.html"))) {
    throw new UsageError(`There is no site in ${output} yet.\n\`daybook update\` fetches the rooms and builds it.`);
  }
  const server = await serveOnSomePort({ folder: output, basePath: new URL(site.url).pathname }, port);
  reporter.print([
    { mark: "good", text: `The site is at ${server.url}` },
    { mark: "plain", text: "Ctrl-C stops serving." },
  ]);
  reporter.printJson({ url: server.url });
  await stopAtSignal(server, signal);
  return exitCode.done;
}
