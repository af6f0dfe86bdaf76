import { describe } from "node:test";
import { describeWithSynapse } from "../support/describe-with-synapse.ts";
import { sampleStage, synapseStage } from "../support/stage.ts";
import { closedTimesPromises } from "./closed-times-promises.ts";
import { firstCrawlPromises, refusalPromises } from "./crawl-promises.ts";
import { crawlRooms } from "./crawl-scenario.ts";
import { playedCrawl } from "./played-crawl.ts";
import { updatePromises, updateRooms } from "./update-promises.ts";

describe("a crawl of the sample homeserver", () => {
  const crawl = playedCrawl(() => sampleStage(crawlRooms));
  firstCrawlPromises(crawl);
  refusalPromises(crawl);
  closedTimesPromises(crawl);
  updatePromises(() => sampleStage(updateRooms));
});

describe("a crawl of a homeserver that serves closed times as if they were public", () => {
  const crawl = playedCrawl(async () => {
    const stage = await sampleStage(crawlRooms);
    stage.server.faults = { ignoreVisibility: true };
    return stage;
  });
  refusalPromises(crawl);
  closedTimesPromises(crawl);
});

await describeWithSynapse("a crawl of Synapse", (synapse) => {
  const crawl = playedCrawl(() => synapseStage(synapse, crawlRooms));
  firstCrawlPromises(crawl);
  refusalPromises(crawl);
  closedTimesPromises(crawl);
  updatePromises(() => synapseStage(synapse, updateRooms));
});
