import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { SynapseMissing } from "./synapse-environment.ts";
import { startSynapse, type Synapse } from "./synapse.ts";

/**
 * A suite on a Synapse of its own. Where Synapse cannot be had the suite is skipped by name, and said so; under CI that fails. One
 * such suite a file: a server takes seconds to start.
 */
export async function describeWithSynapse(
  name: string,
  define: (synapse: Synapse) => void,
  options: Parameters<typeof startSynapse>[0] = {},
): Promise<void> {
  let synapse: Synapse;
  try {
    synapse = await startSynapse(options);
  } catch (error) {
    if (!(error instanceof SynapseMissing)) throw error;
    const isRequired = ["true", "1"].includes(process.env["CI"] ?? "");
    if (!isRequired) console.error(`SKIPPED, not tested: ${name}. ${error.message}`);
    test(name, isRequired ? {} : { skip: error.message }, () => assert.fail(error));
    return;
  }
  describe(name, () => {
    after(() => synapse.stop());
    define(synapse);
  });
}
