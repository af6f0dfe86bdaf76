import { buildSite } from "#build/build-site.ts";
import type { CompiledSite } from "#build/compile-site.ts";
import type { Config } from "#config/config.ts";
import { openStore } from "#store/open-store.ts";

type Input = { readonly config: Config; readonly folder: string; readonly compiled: CompiledSite };

/** Run as a process of its own: builds the site and says so at the first step, to be killed at some moment after it. */
const { config, folder, compiled } = JSON.parse(process.argv[2] ?? "") as Input;
const store = await openStore({ folder });
const quiet = () => undefined;
const log = { info: quiet, warn: quiet, debug: quiet };
await buildSite({ config, store, log, compiled, progress: () => process.stdout.write("."), full: true });
await store.close();
