import { isJsonObject } from "#lib/json.ts";
import { Refusal } from "./refusal.ts";
import type { SampleEvent } from "./sample-event.ts";

/** The parts of a RoomEventFilter that a reader of history uses (spec: "Filtering"). */
export type EventFilter = {
  readonly accepts: (event: SampleEvent) => boolean;
  readonly lazyLoadMembers: boolean;
  /** undefined: not limited by the filter. */
  readonly limit: number | undefined;
};

/** Reads the `filter` of a query; a missing one accepts every event. A malformed one is refused as Synapse does. */
export function parseEventFilter(text: string | null): EventFilter {
  const json = text === null ? {} : parseJson(text);
  if (!isJsonObject(json)) throw new Refusal(400, "M_INVALID_PARAM", "The filter must be a JSON object");
  const types = textsOf(json["types"]);
  const notTypes = textsOf(json["not_types"]) ?? [];
  const senders = textsOf(json["senders"]);
  const notSenders = textsOf(json["not_senders"]) ?? [];
  const limit = json["limit"];
  return {
    accepts: ({ type, sender }) =>
      (types === undefined || types.some((pattern) => matches(pattern, type))) &&
      !notTypes.some((pattern) => matches(pattern, type)) &&
      (senders === undefined || senders.includes(sender)) &&
      !notSenders.includes(sender),
    lazyLoadMembers: json["lazy_load_members"] === true,
    limit: typeof limit === "number" ? limit : undefined,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, "M_NOT_JSON", "The filter is not JSON");
  }
}

function textsOf(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : undefined;
}

function matches(pattern: string, type: string): boolean {
  return pattern.endsWith("*") ? type.startsWith(pattern.slice(0, -1)) : type === pattern;
}
