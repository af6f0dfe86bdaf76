import { describe } from "node:test";
import { aliasPromises } from "./store/alias-promises.ts";
import { decisionPromises } from "./store/decision-promises.ts";
import { dirtyPromises } from "./store/dirty-promises.ts";
import { erasurePromises } from "./store/erasure-promises.ts";
import { eventPromises } from "./store/event-promises.ts";
import { ghostPromises } from "./store/ghost-promises.ts";
import { lockPromises } from "./store/lock-promises.ts";
import { mediaFilePromises } from "./store/media-file-promises.ts";
import { mediaPromises } from "./store/media-promises.ts";
import { missingPromises } from "./store/missing-promises.ts";
import { namePromises } from "./store/name-promises.ts";
import type { OpenStore } from "./store/open-store-for-test.ts";
import { outputPromises } from "./store/output-promises.ts";
import { peoplePromises } from "./store/people-promises.ts";
import { removalPromises } from "./store/removal-promises.ts";
import { roomPromises } from "./store/room-promises.ts";
import { seriesPromises } from "./store/series-promises.ts";
import { sourcePromises } from "./store/source-promises.ts";
import { spanPromises } from "./store/span-promises.ts";
import { stretchPromises } from "./store/stretch-promises.ts";
import { threadPromises } from "./store/thread-promises.ts";
import { transactionPromises } from "./store/transaction-promises.ts";

/** What every implementation of the store promises to crawl and build, run on a real one. */
export function storeContract(name: string, open: OpenStore): void {
  describe(`the store on ${name}`, () => {
    for (const promises of [
      roomPromises,
      seriesPromises,
      eventPromises,
      dirtyPromises,
      erasurePromises,
      removalPromises,
      missingPromises,
      mediaPromises,
      mediaFilePromises,
      namePromises,
      peoplePromises,
      aliasPromises,
      ghostPromises,
      spanPromises,
      stretchPromises,
      threadPromises,
      outputPromises,
      sourcePromises,
      transactionPromises,
      decisionPromises,
      lockPromises,
    ])
      promises(open);
  });
}
