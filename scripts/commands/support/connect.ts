import type { Config } from "#config/config.ts";
import type { Homeserver } from "#matrix/homeserver.ts";
import { readAccessToken } from "./read-access-token.ts";
import type { World } from "./world.ts";

/** The homeserver of the configuration, read with the reading account's token, which is hidden in all output from here on. */
export async function connect(config: Config, { environment, reporter, signal, version }: World): Promise<Homeserver> {
  const { url, name, tokenFile, parallel } = config.homeserver;
  const token = readAccessToken({ tokenFile, environment, log: reporter.log });
  reporter.hide(token);
  // Loaded late: a missing token is said at once.
  const { openHomeserver } = await import("#matrix/open-homeserver.ts");
  return openHomeserver({
    url,
    name,
    token,
    contact: config.site.contact,
    version,
    parallel,
    log: reporter.log,
    signal,
  });
}
