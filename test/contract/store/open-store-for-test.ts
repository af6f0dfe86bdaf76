import type { TestContext } from "node:test";
import type { Store } from "#store/store.ts";
import { temporaryFolder } from "#test/support/temporary-folder.ts";

/** Opens a store of one kind in a folder, made where it is missing; opened again, it is the same store. */
export type OpenStore = (options: { readonly folder: string }) => Promise<Store>;

/** A store in a folder of its own; both end with the test. */
export async function freshStore(t: TestContext, open: OpenStore): Promise<Store> {
  const folder = await temporaryFolder(t);
  const store = await open({ folder });
  t.after(() => store.close());
  return store;
}
