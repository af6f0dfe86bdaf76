import { isJsonObject, type JsonObject, type JsonValue } from "#lib/json.ts";
import { parseMatrixTarget } from "./matrix-target.ts";

/** Links to single events in any text: `matrix.to` with the ids in either encoding, and `matrix:` URIs. */
const eventLinks =
  /(https?:\/\/(?:www\.)?matrix\.to\/#\/(?:[!#]|%21|%23)[^\s"'<>/?]+)\/(?:\$|%24)[^\s"'<>?]+|(matrix:(?:r|room|roomid)\/[^\s"'<>/?]+)\/e(?:vent)?\/[^\s"'<>?]+/gi;

/**
 * A text in which links to single events of some rooms lead to the room instead: an event names its sender to any client. `isHidden` is
 * asked with the room's id or alias.
 */
export function withoutEventLinks(text: string, isHidden: (room: string) => boolean): string {
  return text.replaceAll(eventLinks, (link, matrixTo: string | undefined, uri: string | undefined) => {
    const place = matrixTo ?? uri ?? link;
    const target = parseMatrixTarget(place);
    return target?.kind === "room" && !isHidden(target.room) ? link : place;
  });
}

/** The same for all words of an event. The same object where there is no such link. */
export function withoutEventLinksIn(content: JsonObject, isHidden: (room: string) => boolean): JsonObject {
  if (!/matrix(?:\.to|:r)/i.test(JSON.stringify(content))) return content;
  const inValue = (value: JsonValue | undefined): JsonValue | undefined => {
    if (typeof value === "string") return withoutEventLinks(value, isHidden);
    if (Array.isArray(value)) return (value as readonly JsonValue[]).map((one) => inValue(one) ?? null);
    return isJsonObject(value) ? inObject(value) : value;
  };
  const inObject = (object: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(object).map(([key, value]) => [key, inValue(value)]));
  return inObject(content);
}
