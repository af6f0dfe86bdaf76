import { once } from "node:events";
import { serveSite, type SiteServer } from "#operations/serve-site.ts";

const usualPort = 8080;

/** Serves on the port asked for; without one on the usual port, or on any free one when that is taken. */
export async function serveOnSomePort(
  site: { folder: string; basePath: string },
  port: number | undefined,
): Promise<SiteServer> {
  try {
    return await serveSite({ ...site, port: port ?? usualPort });
  } catch (error) {
    const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    if (!isTaken || port !== undefined) throw error;
    return serveSite({ ...site, port: 0 });
  }
}

/** Waits for the signal that ends serving: the usual end, no interruption. */
export async function stopAtSignal(server: SiteServer, signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, "abort");
  await server.stop();
}
