import { describe } from "node:test";
import { describeWithSynapse } from "../support/describe-with-synapse.ts";
import { sampleStage, synapseStage } from "../support/stage.ts";
import { planPromises } from "./plan-promises.ts";
import { planRooms } from "./plan-scenario.ts";

describe("a plan of the sample homeserver", () => {
  // Its rooms are made on this day; what the creation says can be read from the opening on.
  planPromises(() => sampleStage(planRooms), { firstDay: "2024-01-01" });
});

await describeWithSynapse("a plan of Synapse", (synapse) => {
  // Creation cannot be dated there, messages can: the first one is the oldest event.
  planPromises(() => synapseStage(synapse, planRooms), { firstDay: "2024-03-05" });
});
