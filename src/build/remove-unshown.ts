import type { Store } from "#store/store.ts";
import type { Ledger } from "./ledger.ts";

/** Deletes files of strangers that no page shows any more. Comes after the pages: one that has moved is wanted by its new page. */
export async function removeUnshown(
  store: Pick<Store, "readUnshownFiles" | "forgetShownMarks">,
  ledger: Pick<Ledger, "remove">,
  output: number,
): Promise<void> {
  await ledger.remove(await store.readUnshownFiles(output));
  await store.forgetShownMarks(output);
}
