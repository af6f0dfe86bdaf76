import { describe } from "node:test";
import { describeWithSynapse } from "../support/describe-with-synapse.ts";
import { sampleStage, synapseStage } from "../support/stage.ts";
import { homeserverContract } from "./homeserver-contract.ts";
import { scenarioRooms } from "./homeserver-scenario.ts";
import { synapsePromises } from "./homeserver-synapse.ts";

describe("the client on the sample homeserver", () => {
  homeserverContract(() => sampleStage(scenarioRooms));
});

await describeWithSynapse("the client on Synapse", (synapse) => {
  homeserverContract(() => synapseStage(synapse, scenarioRooms));
  synapsePromises(synapse);
});
