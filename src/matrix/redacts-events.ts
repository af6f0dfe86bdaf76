import type { JsonObject } from "#lib/json.ts";

const flags = ["redact_events", "org.matrix.msc4293.redact_events"];

/** Does a membership, by its content, take back all that its person said before? Only a ban or a kick can (MSC4293). */
export function redactsEvents(content: JsonObject): boolean {
  const { membership } = content;
  return (membership === "ban" || membership === "leave") && flags.some((flag) => content[flag] === true);
}
