import type { JsonObject, JsonValue } from "#lib/json.ts";
import { toWellFormedText } from "#lib/well-formed.ts";

/** How deep objects and arrays may lie within each other; strangers send thousands of levels to break recursion. */
export const jsonDepthLimit = 100;

/**
 * The same object with well-formed text in every string and key, fit for SQLite, HTML and XML. Numbers beyond what JSON can
 * carry (`1e999`) become null. The key `__proto__` is left out: nobody needs it, and careless copies trip over it.
 * undefined: nested deeper than `jsonDepthLimit`.
 */
export function toWellFormedJson(object: JsonObject): JsonObject | undefined {
  const state = stateOf(object, jsonDepthLimit);
  if (state === "too-deep") return undefined;
  return state === "clean" ? object : cleanObject(object);
}

/** Most events are clean and need no copy. Goes no deeper than the limit, so it cannot run out of stack itself. */
function stateOf(value: JsonValue | undefined, depth: number): "clean" | "unclean" | "too-deep" {
  if (typeof value === "string") return isClean(value) ? "clean" : "unclean";
  if (typeof value === "number") return Number.isFinite(value) ? "clean" : "unclean";
  if (typeof value !== "object" || value === null) return "clean";
  if (depth === 0) return "too-deep";
  let worst: "clean" | "unclean" = "clean";
  for (const [key, child] of Object.entries(value)) {
    const state = stateOf(child, depth - 1);
    if (state === "too-deep") return state;
    if (state === "unclean" || !isClean(key) || key === "__proto__") worst = "unclean";
  }
  return worst;
}

function isClean(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}

function cleanObject(object: JsonObject): JsonObject {
  const entries = Object.entries(object).filter(([key]) => key !== "__proto__");
  return Object.fromEntries(entries.map(([key, value]) => [toWellFormedText(key), cleanValue(value)]));
}

function cleanValue(value: JsonValue | undefined): JsonValue {
  if (typeof value === "string") return toWellFormedText(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "object" || value === null) return value ?? null;
  return isList(value) ? value.map(cleanValue) : cleanObject(value);
}

/** `Array.isArray` loses the element type of readonly arrays. */
function isList(value: readonly JsonValue[] | JsonObject): value is readonly JsonValue[] {
  return Array.isArray(value);
}
