import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import type { Config } from "#config/config.ts";
import type { Archive } from "#archive.ts";
import { openArchive } from "#archive/open-archive.ts";
import { openStore } from "#store/open-store.ts";
import { buildSite } from "./build-site.ts";
import { compiledSiteIn, compiledFolders } from "./compile-site.ts";
import { serveMediaFrom } from "./dev-media.ts";

declare global {
  /** How the development server's middleware comes by the archive: the two share a process, not a module graph. */
  var daybookArchive: (() => Promise<Archive>) | undefined;
}

/**
 * Lets Astro's own commands work on a real store: `astro build` goes on to make the whole site as `daybook build` does, and
 * `astro dev` serves every page from the store as it is.
 */
export function siteIntegration(config: Config): AstroIntegration {
  return {
    name: "daybook-site",
    hooks: {
      "astro:config:setup": ({ command, addMiddleware }) => {
        if (command !== "dev") return;
        globalThis.daybookArchive = archiveOnDemand(config);
        addMiddleware({ order: "pre", entrypoint: fileURLToPath(new URL("dev-middleware.ts", import.meta.url)) });
      },
      "astro:server:setup": ({ server }) => {
        server.middlewares.use(serveMediaFrom(config.store));
      },
      "astro:build:done": async ({ logger }) => {
        const store = await openStore({ folder: config.store });
        try {
          const log = {
            info: logger.info.bind(logger),
            warn: logger.warn.bind(logger),
            debug: logger.debug.bind(logger),
          };
          const compiled = await compiledSiteIn(config.site.url, compiledFolders(config.store).folder);
          const report = await buildSite({ config, store, log, progress: () => undefined, compiled });
          logger.info(
            `${config.output}: ${report.files} files, ${report.written.length} written, ${report.deleted.length} deleted`,
          );
        } finally {
          await store.close();
        }
      },
    },
  };
}

/** One store for the server's life, one archive for each page: what changes in the store shows with the next request. */
function archiveOnDemand(config: Config): () => Promise<Archive> {
  const store = openStore({ folder: config.store, readOnly: true });
  return async () => openArchive({ config, store: await store });
}
