import { assertNever } from "#lib/assert-never.ts";
import type { StateContent } from "#matrix/content.ts";
import { wordsExcerpt } from "./message-words.ts";
import { isolated, plainLine } from "./plain-line.ts";
import type { Words } from "./strings/words.ts";

/** Longest name or topic that is quoted in a line, in graphemes. */
const valueLimit = 500;

const rulesKeys = {
  "power-levels": "rulesPowerLevels",
  "join-rules": "rulesJoin",
  "guest-access": "rulesGuests",
  "server-acl": "rulesServers",
  policy: "rulesPolicy",
} as const;

type VisibilityKey = "visibilityOpen" | "visibilityShared" | "visibilityInvited" | "visibilityJoined";

const visibilityKeys: ReadonlyMap<string | undefined, VisibilityKey> = new Map<string, VisibilityKey>([
  ["world_readable", "visibilityOpen"],
  ["shared", "visibilityShared"],
  ["invited", "visibilityInvited"],
  ["joined", "visibilityJoined"],
]);

/** A change of the room in one sentence. `sender` is the name of who made it. */
export function stateLine(content: StateContent, sender: string, words: Words): string {
  const { fill } = words;
  const name = isolated(sender);
  switch (content.kind) {
    case "room-name":
      return withValue(content.name, "roomNamed", "roomUnnamed", name, words);
    case "room-topic":
      return withValue(topicOf(content), "topicSet", "topicRemoved", name, words);
    case "room-avatar":
      return fill("roomAvatar", { name });
    case "room-alias":
      return fill("roomAlias", { name });
    case "room-pins":
      return fill("roomPins", { name });
    case "room-created":
      return fill("roomCreated", { name });
    case "room-upgraded":
      return fill("roomUpgraded", { name });
    case "room-rules":
      return fill(rulesKeys[content.what], { name });
    case "room-encryption":
      return fill("roomEncryption", { name });
    case "room-visibility":
      return fill(visibilityKeys.get(content.visibility) ?? "visibilityElse", { name });
    case "widget":
      return content.name === undefined ? fill("widget", { name }) : namedWidget(content.name, name, words);
    case "member":
      return fill("member", { name });
    default:
      return assertNever(content);
  }
}

/** Sanitised like a message: of the HTML only the words are left. */
function topicOf({ topic, html }: Extract<StateContent, { kind: "room-topic" }>): string | undefined {
  return html === undefined ? topic : wordsExcerpt({ body: "", html }, valueLimit);
}

function namedWidget(widget: string, name: string, { fill }: Words): string {
  const value = plainLine(widget, valueLimit);
  return value === "" ? fill("widget", { name }) : fill("widgetNamed", { name, value: isolated(value) });
}

function withValue(
  value: string | undefined,
  set: "roomNamed" | "topicSet",
  removed: "roomUnnamed" | "topicRemoved",
  name: string,
  { fill }: Words,
): string {
  const line = plainLine(value ?? "", valueLimit);
  return line === "" ? fill(removed, { name }) : fill(set, { name, value: isolated(line) });
}
