import { join } from "node:path";
import { openStore } from "#store/open-store.ts";
import type { Store } from "#store/store.ts";
import { temporaryFolder, type Ending } from "./temporary-folder.ts";

/** An empty store in a folder of its own (`data` below a temporary one); both are gone when the test ends. */
export async function temporaryStore(ending?: Ending): Promise<Store> {
  const folder = join(await temporaryFolder(ending), "data");
  const store = await openStore({ folder });
  ending?.after(() => store.close());
  return store;
}
