import { existsSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "astro/config";
import { loadConfig } from "./scripts/commands/support/load-config.ts";
import { astroSettings } from "./src/build/astro-settings.ts";
import { compiledFolders } from "./src/build/compile-site.ts";
import { siteIntegration } from "./src/build/site-integration.ts";

// Astro's own commands (`astro dev`, `astro build`, `astro check`) read the same configuration as `daybook`.
const file = process.env.DAYBOOK_CONFIG ?? "daybook.yaml";
const config = existsSync(file) ? loadConfig(file) : undefined;

export default defineConfig({
  ...astroSettings(
    config?.site.url ?? "http://localhost:8080/",
    compiledFolders(config?.store ?? join(import.meta.dirname, ".cache")),
  ),
  integrations: config === undefined ? [] : [siteIntegration(config)],
});
