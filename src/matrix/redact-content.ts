import type { JsonObject } from "#lib/json.ts";

/** What a redaction leaves of an event's content (spec: rooms, "Redactions", room version 11; older versions keep less or other keys). */
const keptKeys: Readonly<Record<string, "all" | readonly string[]>> = {
  "m.room.create": "all",
  "m.room.member": ["membership", "join_authorised_via_users_server"],
  "m.room.join_rules": ["join_rule", "allow"],
  "m.room.history_visibility": ["history_visibility"],
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
  "m.room.redaction": ["redacts"],
};

/** Servers send redacted events stripped; doing it again costs nothing and does not trust them to. */
export function redactContent(type: string, content: JsonObject): JsonObject {
  const kept = Object.hasOwn(keptKeys, type) ? keptKeys[type] : undefined;
  if (kept === undefined) return {};
  if (kept === "all") return content;
  return Object.fromEntries(kept.filter((key) => Object.hasOwn(content, key)).map((key) => [key, content[key]]));
}
