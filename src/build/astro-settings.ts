import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { AstroInlineConfig, AstroIntegration } from "astro";

/** The folder that holds `src`, `public` and `package.json`. */
export const projectRoot = new URL("../../", import.meta.url);

export type CompiledFolders = {
  /** Scripts, styles and icons for readers. */
  readonly client: URL;
  /** The program that renders pages; private. */
  readonly server: URL;
};

/** Where in a folder the two lie. */
export function foldersIn(folder: string): CompiledFolders & { readonly folder: string } {
  const toUrl = (name: string) => pathToFileURL(`${join(folder, name)}/`);
  return { folder, client: toUrl("client"), server: toUrl("server") };
}

/** How every page is compiled, whichever command does it. Only the base path of the site's address is seen by templates. */
export function astroSettings(siteUrl: string, folders: CompiledFolders): AstroInlineConfig {
  return {
    root: fileURLToPath(projectRoot),
    base: new URL(siteUrl).pathname,
    output: "server",
    trailingSlash: "always",
    outDir: fileURLToPath(folders.client),
    adapter: daybookAdapter(folders),
    // Inlined files would need a weaker content policy.
    build: { inlineStylesheets: "never" },
    vite: { build: { assetsInlineLimit: 0 }, logLevel: "warn" },
    image: { service: { entrypoint: "astro/assets/services/noop" } },
    devToolbar: { enabled: false },
  };
}

/** Tells Astro to compile the pages into one entry that our workers call. */
function daybookAdapter(folders: CompiledFolders): AstroIntegration {
  return {
    name: "daybook",
    hooks: {
      "astro:config:setup": ({ command, updateConfig }) => {
        updateConfig({ build: { client: folders.client, server: folders.server } });
        // Without bare imports the compiled program runs from any folder; the development server needs them.
        if (command === "build") updateConfig({ vite: { ssr: { noExternal: true } } });
      },
      "astro:config:done": ({ setAdapter }) => {
        setAdapter({
          name: "daybook",
          entrypointResolution: "auto",
          serverEntrypoint: fileURLToPath(new URL("site-entry.ts", import.meta.url)),
          supportedAstroFeatures: {
            staticOutput: "stable",
            hybridOutput: "stable",
            serverOutput: "stable",
            sharpImageService: "stable",
            i18nDomains: "stable",
            envGetSecret: "stable",
          },
        });
      },
    },
  };
}
