import type { JsonObject } from "#lib/json.ts";

/** What redaction leaves of an event's content (spec: room version 11, "Redactions"). */
export function redactedContent(type: string, content: JsonObject): JsonObject {
  if (type === "m.room.create") return content;
  const kept = keptKeys[type] ?? [];
  return Object.fromEntries(Object.entries(content).filter(([key]) => kept.includes(key)));
}

const keptKeys: Readonly<Record<string, readonly string[]>> = {
  "m.room.member": ["membership", "join_authorised_via_users_server"],
  "m.room.join_rules": ["join_rule", "allow"],
  "m.room.power_levels": [
    "ban",
    "events",
    "events_default",
    "invite",
    "kick",
    "redact",
    "state_default",
    "users",
    "users_default",
  ],
  "m.room.history_visibility": ["history_visibility"],
  "m.room.redaction": ["redacts"],
};
