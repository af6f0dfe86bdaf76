import { isJsonObject, numberOr, stringOr, type JsonObject, type JsonValue } from "#lib/json.ts";
import type { PollContent } from "./content.ts";
import { readBlock } from "./content-names.ts";
import { readText, toLine } from "./content-text.ts";

const answerLimit = 20;
const textLimit = 340;

/** Kinds whose votes show while the poll runs; any other one keeps them until it ends (MSC3381). */
const disclosedKinds: readonly unknown[] = [
  "m.disclosed",
  "m.poll.disclosed",
  "org.matrix.msc3381.disclosed",
  "org.matrix.msc3381.poll.disclosed",
];

/** The question and answers of a poll (MSC3381); undefined when either is missing. */
export function parsePoll(content: JsonObject): PollContent | undefined {
  const poll = readBlock(content, "poll");
  if (!isJsonObject(poll)) return undefined;
  const question = readWords(poll["question"]);
  const answers = readAnswers(poll["answers"]);
  if (question === undefined || answers.length === 0) return undefined;
  const wanted = Math.floor(numberOr(poll["max_selections"]) ?? 1);
  return {
    kind: "poll",
    question,
    answers,
    disclosed: disclosedKinds.includes(poll["kind"]),
    maxSelections: Math.min(Math.max(wanted, 1), answers.length),
  };
}

/** The ids a vote names (MSC3381), in their order and each once; none for a vote that is malformed or taken back. */
export function parseSelections(content: JsonObject): readonly string[] {
  const response = readBlock(content, "pollResponse");
  const listed = readBlock(isJsonObject(response) ? response : content, "pollSelections");
  const ids = Array.isArray(listed) ? listed.slice(0, answerLimit) : [];
  return [...new Set(ids.filter((id: unknown): id is string => typeof id === "string"))];
}

function readAnswers(value: JsonValue | undefined): PollContent["answers"] {
  if (!Array.isArray(value)) return [];
  const textById = new Map<string, string>();
  for (const answer of value.slice(0, answerLimit)) {
    const id = isJsonObject(answer) ? stringOr(readBlock(answer, "pollAnswerId")) : undefined;
    const text = readWords(answer);
    if (id !== undefined && text !== undefined && !textById.has(id)) textById.set(id, text);
  }
  return Array.from(textById, ([id, text]) => ({ id, text }));
}

function readWords(value: unknown): string | undefined {
  const words = isJsonObject(value) ? readText(value)?.body : undefined;
  return (words === undefined ? undefined : toLine(words, textLimit)) || undefined;
}
