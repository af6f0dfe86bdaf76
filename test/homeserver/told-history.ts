import assert from "node:assert/strict";
import type { JsonObject } from "#lib/json.ts";
import type { EventId } from "#matrix/ids.ts";
import { shortIdFor } from "#lib/short-id.ts";
import type { RoomVerbs } from "../support/room-verbs.ts";

/** One thing that happened in a room. `at` is `2024-03-05T09:00`, UTC; `id` names a message for those that follow. */
export type Told = { readonly by: string; readonly at: string } & (
  | {
      readonly id: string;
      readonly says: string;
      readonly html?: string;
      readonly as?: "m.notice" | "m.emote";
      readonly answers?: string;
      readonly inThread?: string;
    }
  | { readonly id: string; readonly file: string; readonly type: string }
  | { readonly edits: string; readonly says: string }
  | { readonly likes: string; readonly key: string }
  | { readonly removes: string }
);

/** A message as its page must show it. */
export type ExpectedMessage = {
  readonly id: string;
  /** `2024-03-05`. */
  readonly day: string;
  /** Its last wording, without markup; of a file its name. */
  readonly text: string;
  readonly edited: boolean;
  /** `id` of the message it answers. */
  readonly answers: string | undefined;
  readonly reactions: Readonly<Record<string, number>>;
};

export type ExpectedHistory = {
  /** In the order of sending; without those that were removed. */
  readonly messages: readonly ExpectedMessage[];
  readonly removed: readonly { readonly day: string; readonly text: string; readonly hoursAfter: number }[];
  readonly oldWordings: readonly string[];
};

/** Sends everything in its order; gives the anchor of each message by its `id`. */
export async function tellHistory(room: RoomVerbs, history: readonly Told[]): Promise<ReadonlyMap<string, string>> {
  const sent = new Map<string, EventId>();
  const sentAs = (id: string): EventId => {
    const eventId = sent.get(id);
    assert.ok(eventId !== undefined, `${id} was not told before`);
    return eventId;
  };
  for (const told of history) {
    const said = { by: told.by, at: told.at };
    if ("edits" in told) await room.edit(sentAs(told.edits), told.says, said);
    else if ("likes" in told) await room.react(sentAs(told.likes), told.key, said);
    else if ("removes" in told) await room.redact(sentAs(told.removes), said);
    else sent.set(told.id, await room.send("m.room.message", contentOf(told, sentAs), said));
  }
  return new Map([...sent].map(([id, eventId]) => [id, shortIdFor(eventId)]));
}

function contentOf(told: Extract<Told, { id: string }>, sentAs: (id: string) => EventId): JsonObject {
  if ("file" in told) {
    const msgtype = told.type.startsWith("image/") ? "m.image" : "m.file";
    const info = { mimetype: told.type, size: 20_480 };
    return { msgtype, body: told.file, url: `mxc://hs.test/${told.id}`, info };
  }
  const { says, html, as = "m.text", answers, inThread } = told;
  return {
    msgtype: as,
    body: says,
    ...(html === undefined ? {} : { format: "org.matrix.custom.html", formatted_body: html }),
    ...(answers === undefined ? {} : { "m.relates_to": { "m.in_reply_to": { event_id: sentAs(answers) } } }),
    ...(inThread === undefined ? {} : { "m.relates_to": { rel_type: "m.thread", event_id: sentAs(inThread) } }),
  };
}

/** What the pages must show of a history, told without any of the product's own folding. */
export function expectedOf(history: readonly Told[]): ExpectedHistory {
  const messages = new Map<string, ExpectedMessage>();
  const removed: { day: string; text: string; hoursAfter: number }[] = [];
  const oldWordings: string[] = [];
  const timeOf = new Map(history.flatMap((told) => ("id" in told ? [[told.id, Date.parse(`${told.at}Z`)]] : [])));
  const change = (id: string, changes: (before: ExpectedMessage) => Partial<ExpectedMessage>) => {
    const before = messages.get(id);
    assert.ok(before !== undefined, `${id} was not told before, or is gone`);
    messages.set(id, { ...before, ...changes(before) });
    return before;
  };
  for (const told of history) {
    const day = told.at.slice(0, 10);
    if ("edits" in told) {
      oldWordings.push(change(told.edits, () => ({ text: told.says, edited: true })).text);
    } else if ("likes" in told) {
      change(told.likes, ({ reactions }) => ({
        reactions: { ...reactions, [told.key]: (reactions[told.key] ?? 0) + 1 },
      }));
    } else if ("removes" in told) {
      const before = change(told.removes, () => ({}));
      messages.delete(told.removes);
      const hoursAfter = (Date.parse(`${told.at}Z`) - (timeOf.get(told.removes) ?? 0)) / 3_600_000;
      removed.push({ day: before.day, text: before.text, hoursAfter });
    } else {
      const text = "file" in told ? told.file : told.says;
      const answers = "answers" in told ? told.answers : undefined;
      messages.set(told.id, { id: told.id, day, text, edited: false, answers, reactions: {} });
    }
  }
  return { messages: [...messages.values()], removed, oldWordings };
}
