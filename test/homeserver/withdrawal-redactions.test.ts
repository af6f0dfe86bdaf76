import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import type { EventId } from "#matrix/ids.ts";
import { assertEverywhere, assertNotIn, assertNowhere } from "../support/assert-words.ts";
import { describeWithSynapse } from "../support/describe-with-synapse.ts";
import { sampleStage, synapseStage, type Stage } from "../support/stage.ts";
import type { NewRoom } from "../support/synapse-room.ts";
import { openProofWorld, type ProofWorld, type Update } from "./proof-world.ts";
import { suiteEnding } from "./suite-ending.ts";

const rooms = {
  weir: { visibility: "world_readable", name: "Weir" },
} as const satisfies Readonly<Record<string, NewRoom>>;

/** Words that must leave once what said them is taken back, by how they were said. */
const taken = {
  message: "kelpberg",
  wordingBefore: "driftberg",
  wordingAfter: "floodberg",
  editedAgain: "spillberg",
  reaction: "pebbleberg",
  threadRoot: "rootberg",
  threadReply: "branchberg",
  quoted: "quoteberg",
  answer: "echoberg",
  file: "sluiceberg",
  caption: "captionberg",
  poll: "ballotberg",
  pollAnswer: "votesberg",
  sticker: "stickerberg",
  topic: "topicberg",
  name: "nameberg",
  inClosedTime: "shutterberg",
  reason: "reasonberg",
} as const;

/** Words of what only stands beside it. */
const kept = {
  first: "anchorfeld",
  originalOfEdit: "sourcefeld",
  threadReply: "twigfeld",
  answer: "replyfeld",
  last: "stonefeld",
} as const;

/** Everything that is said, and what is to be taken back of it: while the room is open, or while it is closed. */
type Played = { readonly open: readonly EventId[]; readonly closed: EventId };

async function play({ serverName, rooms: { weir } }: Stage<"weir">): Promise<Played> {
  const ben = `@ben:${serverName}`;
  let hours = 0;
  const at = (): { at: number } => ({ at: Date.UTC(2024, 2, 1) + (hours += 9) * 3_600_000 });
  const byBen = (): { by: string; at: number } => ({ by: "ben", ...at() });
  /** As older clients send it: the text that is answered, once more in both bodies. */
  const answerTo = (target: EventId, quoted: string, body: string): Promise<EventId> => {
    const content = {
      msgtype: "m.text",
      body: `> <@ada:${serverName}> ${quoted}\n\n${body}`,
      format: "org.matrix.custom.html",
      formatted_body: `<mx-reply><blockquote>In reply to ada<br>${quoted}</blockquote></mx-reply>${body}`,
      "m.relates_to": { "m.in_reply_to": { event_id: target } },
    };
    return weir.send("m.room.message", content, byBen());
  };

  await weir.text(kept.first, at());
  const message = await weir.text(taken.message, at());
  const original = await weir.text(kept.originalOfEdit, at());
  const reworded = await weir.text(taken.wordingBefore, at());
  await weir.edit(reworded, taken.wordingAfter, at());
  const reacted = await weir.text("a message with a reaction", at());
  const reaction = await weir.react(reacted, taken.reaction, byBen());
  const root = await weir.text(taken.threadRoot, at());
  await weir.inThread(root, kept.threadReply, byBen());
  const reply = await weir.inThread(root, taken.threadReply, byBen());
  const quoted = await weir.text(taken.quoted, at());
  await answerTo(quoted, taken.quoted, kept.answer);
  const answer = await answerTo(quoted, taken.quoted, taken.answer);
  const url = "mxc://hs.test/sluiceberg";
  const named = {
    filename: `${taken.file}.png`,
    body: taken.caption,
    url,
    info: { mimetype: "image/png", size: 2048 },
  };
  const file = await weir.send("m.room.message", { msgtype: "m.image", ...named }, at());
  const poll = await weir.send("org.matrix.msc3381.poll.start", pollContent(), at());
  const sticker = await weir.send("m.sticker", { body: taken.sticker, url, info: {} }, at());
  const topic = await weir.state("m.room.topic", { topic: taken.topic }, at());
  const renamed = { membership: "join", displayname: taken.name };
  const member = await weir.state("m.room.member", renamed, { key: ben, by: ben, ...at() });
  await weir.text("said under a name that is taken back", byBen());
  const inClosedTime = await weir.text(taken.inClosedTime, at());
  // The edit comes after everything else, so that its redaction arrives long before it.
  const edit = await weir.edit(original, taken.editedAgain, at());
  await weir.text(kept.last, at());
  const statements = [
    message,
    reworded,
    reaction,
    root,
    reply,
    quoted,
    answer,
    file,
    poll,
    sticker,
    topic,
    member,
    edit,
  ];
  return { open: statements, closed: inClosedTime };
}

function pollContent() {
  const textOf = (body: string) => ({ "org.matrix.msc1767.text": body });
  const answers = ["a", "b"].map((id) => ({ id, ...textOf(`${taken.pollAnswer} ${id}`) }));
  const kind = "org.matrix.msc3381.poll.disclosed";
  return { "org.matrix.msc3381.poll.start": { question: textOf(taken.poll), kind, max_selections: 1, answers } };
}

async function takeBack({ rooms: { weir } }: Stage<"weir">, { open, closed }: Played): Promise<void> {
  for (const eventId of open) await weir.redact(eventId, { reason: taken.reason });
  await weir.visibility("shared");
  await weir.redact(closed, { reason: taken.reason });
  await weir.visibility("world_readable");
}

function redactionPromises(openStage: () => Promise<Stage<"weir">>): void {
  describe("what is taken back", () => {
    const ending = suiteEnding();
    const { reason, ...said } = taken;
    let stage: Stage<"weir">;
    let played: Played;
    let world: ProofWorld;
    let published: Update;

    const openWorld = (): Promise<ProofWorld> => {
      const { url, token } = stage;
      return openProofWorld(ending, { url, token, rooms: { weir: stage.rooms.weir.roomId } });
    };
    const assertTakenBack = (update: Update): void => {
      assert.equal(update.crawl.outcome, "done");
      assertNowhere([...Object.values(said), reason], update);
      assertEverywhere(Object.values(kept), update);
    };

    before(async () => {
      stage = await openStage();
      ending.after(() => stage.stop());
      played = await play(stage);
      world = await openWorld();
      published = await world.update();
    });

    test("was public before: each of its words was on pages, in the index and in the store", () => {
      const { wordingBefore, reaction, topic, name, caption, file, ...texts } = said;
      assertEverywhere([...Object.values(texts), kept.first, kept.last], published);
      assertEverywhere([reaction, topic, name, caption, file], published, ["page", "store"]);
      assertNotIn([wordingBefore, kept.originalOfEdit], published.output);
    });

    test("leaves site and store with the next update, and nothing else does", async () => {
      await takeBack(stage, played);
      assertTakenBack(await world.update());
    });

    test("never enters the archive of somebody who comes later", async () => {
      assertTakenBack(await (await openWorld()).update());
    });

    test("never enters it where each redaction comes many pages before its target and the edits of it", async () => {
      assertTakenBack(await (await openWorld()).update({ pageLimit: 2 }));
    });
  });
}

describe("redactions on the sample homeserver", () => {
  redactionPromises(() => sampleStage(rooms));
});

await describeWithSynapse("redactions on Synapse", (synapse) => {
  redactionPromises(() => synapseStage(synapse, rooms));
});
