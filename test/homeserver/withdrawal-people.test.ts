import { before, describe, test } from "node:test";
import type { JsonObject } from "#lib/json.ts";
import type { EventId } from "#matrix/ids.ts";
import { assertEverywhere, assertNotIn, assertNowhere } from "../support/assert-words.ts";
import { describeWithSynapse } from "../support/describe-with-synapse.ts";
import { sampleStage, synapseStage, type Stage } from "../support/stage.ts";
import type { NewRoom } from "../support/synapse-room.ts";
import { openProofWorld, type ProofWorld } from "./proof-world.ts";
import { suiteEnding } from "./suite-ending.ts";

const rooms = {
  mill: { visibility: "world_readable" },
  pond: { visibility: "world_readable" },
  lists: { visibility: "world_readable" },
} as const satisfies Readonly<Record<string, NewRoom>>;
/** Rules that ban nobody here, and that nobody may stumble over. */
const brokenRules: Readonly<Record<string, JsonObject>> = {
  stars: { entity: `${"*a".repeat(1000)}*nobody*:*`, recommendation: "m.ban" },
  number: { entity: 5, recommendation: "m.ban" },
  nothing: { recommendation: "m.ban" },
  advice: { entity: "@ada:*", recommendation: "org.example.watch" },
  silent: { entity: "@ada:*" },
};
type PeopleStage = Stage<keyof typeof rooms>;

/** What Carol says in searchable words, and what else of her is shown. */
const spoken = { text: "grindberg", wording: "millstoneberg", thread: "sackberg", elsewhere: "pondberg" } as const;
const shownOf = { name: "carolberg", reaction: "flourberg", file: "sieveberg.png" } as const;
const others = { answer: "wheatfeld", mention: "barleyfeld", inHerThread: "ryefeld", reacted: "oatfeld" } as const;

async function play({ serverName, rooms: { mill, pond } }: PeopleStage): Promise<void> {
  const carol = `@carol:${serverName}`;
  let hours = 0;
  const at = (): { at: number } => ({ at: Date.UTC(2024, 2, 1) + (hours += 11) * 3_600_000 });
  const byHer = (): { by: string; at: number } => ({ by: carol, ...at() });
  const answerTo = (target: EventId): JsonObject => ({
    msgtype: "m.text",
    body: `> <${carol}> ${spoken.text}\n\n${others.answer}`,
    format: "org.matrix.custom.html",
    formatted_body: `<mx-reply><blockquote>In reply to ${shownOf.name}<br>${spoken.text}</blockquote></mx-reply>${others.answer}`,
    "m.relates_to": { "m.in_reply_to": { event_id: target } },
  });
  for (const room of [mill, pond]) {
    await room.text("a first word of hers", { by: "carol", ...at() });
    await room.state("m.room.member", { membership: "join", displayname: shownOf.name }, { key: carol, ...byHer() });
  }
  const said = await mill.text(spoken.text, byHer());
  const reworded = await mill.text("a first wording", byHer());
  await mill.edit(reworded, spoken.wording, byHer());
  await mill.send("m.room.message", answerTo(said), at());
  await mill.inThread(said, others.inHerThread, at());
  const mention = `<a href="https://matrix.to/#/${carol}">${shownOf.name}</a>: ${others.mention}`;
  const pill = {
    body: `${shownOf.name}: ${others.mention}`,
    format: "org.matrix.custom.html",
    formatted_body: mention,
  };
  await mill.send("m.room.message", { msgtype: "m.text", ...pill, "m.mentions": { user_ids: [carol] } }, at());
  const liked = await mill.text(others.reacted, at());
  await mill.react(liked, shownOf.reaction, byHer());
  await mill.inThread(liked, spoken.thread, byHer());
  const info = { mimetype: "image/png", size: 4096 };
  await mill.send(
    "m.room.message",
    { msgtype: "m.image", body: shownOf.file, url: "mxc://hs.test/sieve", info },
    byHer(),
  );
  await pond.text(spoken.elsewhere, byHer());
}

function peoplePromises(openStage: () => Promise<PeopleStage>): void {
  describe("a person", () => {
    const ending = suiteEnding();
    let stage: PeopleStage;
    let world: ProofWorld;
    let carol: string;

    before(async () => {
      stage = await openStage();
      ending.after(() => stage.stop());
      carol = `@carol:${stage.serverName}`;
      await play(stage);
      const { url, token } = stage;
      const { mill, pond } = stage.rooms;
      world = await openProofWorld(ending, { url, token, rooms: { mill: mill.roomId, pond: pond.roomId } });
    });

    async function assertAllThere(): Promise<void> {
      const update = await world.update({ full: true });
      assertEverywhere([...Object.values(spoken), ...Object.values(others)], update);
      assertEverywhere(Object.values(shownOf), update, ["page", "store"]);
    }

    async function assertGone(publication: JsonObject): Promise<void> {
      const update = await world.update({ publication });
      assertNowhere([...Object.values(spoken), shownOf.reaction, shownOf.file], update);
      assertNotIn([carol, shownOf.name], update.output);
      assertEverywhere(Object.values(others), update);
      const later = await world.update({ publication, full: true });
      assertNowhere([...Object.values(spoken), shownOf.reaction, shownOf.file], later);
      assertEverywhere(Object.values(others), later);
    }

    test("is shown with all that is public", assertAllThere);

    test("who opts out leaves every byte in all rooms, quotes, mentions and reactions, and what others say stays", () =>
      assertGone({ optOut: [carol] }));

    test("who lets it be is back with all words after the next sweep", assertAllThere);

    test("who is kept out by a glob leaves every byte as well", () => assertGone({ optOut: ["@c?rol:*"] }));

    test("whom a policy list bans is nowhere on the site, and back with the next update once the ban is lifted", async () => {
      await assertAllThere();
      const { lists } = stage.rooms;
      const ban = { entity: "@car*:*", recommendation: "m.ban", reason: "spam" };
      await lists.state("m.policy.rule.user", ban, { key: "rule" });
      for (const [key, content] of Object.entries(brokenRules))
        await lists.state("m.policy.rule.user", content, { key });
      const publication = { policyLists: [lists.roomId] };
      for (const full of [false, true]) {
        const banned = await world.update({ publication, full });
        assertNotIn([...Object.values(spoken), ...Object.values(shownOf), carol], banned.output);
        assertEverywhere(Object.values(others), banned);
      }
      await lists.state("m.policy.rule.user", {}, { key: "rule" });
      const lifted = await world.update({ publication });
      assertEverywhere([...Object.values(spoken), ...Object.values(others)], lifted);
      assertEverywhere(Object.values(shownOf), lifted, ["page", "store"]);
    });
  });
}

describe("people on the sample homeserver", () => {
  peoplePromises(() => sampleStage(rooms));
});

await describeWithSynapse("people on Synapse", (synapse) => {
  peoplePromises(() => synapseStage(synapse, rooms));
});
