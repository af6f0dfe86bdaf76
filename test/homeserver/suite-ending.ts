import { after } from "node:test";
import type { Ending } from "../support/temporary-folder.ts";

/** The end of the suite that is being defined, for what its `before` opens: within a hook, `after` would mean the hook's own end. */
export function suiteEnding(): Ending {
  const cleanings: (() => Promise<void>)[] = [];
  after(async () => {
    for (const clean of cleanings.toReversed()) await clean();
  });
  return { after: (clean) => void cleanings.push(clean) };
}
