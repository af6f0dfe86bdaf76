import assert from "node:assert/strict";
import { test } from "node:test";
import { foldRoom, messageOf } from "#test/support/fold-input.ts";
import { bob, RoomBuilder } from "#test/support/room-builder.ts";
import { day } from "#test/support/site.ts";
import { discussionFor } from "#view/discussion.ts";
import { printJsonLd } from "#view/structured-data.ts";

const thread = { siteUrl: "https://chat.example.org/", language: "en", slug: "general", heading: "Which pier?" };

/** A question and so many answers to it, as a thread's page has them. */
function talk(count: number, answer = "the north one") {
  const room = new RoomBuilder();
  const question = room.text("Which pier?").at("2024-03-05 09:00");
  const answers = Array.from({ length: count }, () => room.inThread(question, answer).from(bob).at("2024-03-05 09:10"));
  const timeline = foldRoom(room);
  const said = [question, ...answers].map((draft) => ({ item: messageOf(timeline, draft), day: day("2024-03-05") }));
  return { firstDay: day("2024-03-05"), root: said[0], messages: said };
}

const commentsIn = (node: ReturnType<typeof discussionFor>) => (node["comment"] ?? []) as readonly unknown[];

test("a thread is a discussion with who began it, and each answer is a comment with author, date and text", () => {
  const told = talk(1);
  const [, answer] = told.messages;
  assert.deepEqual(discussionFor({ ...thread, ...told }), {
    "@type": "DiscussionForumPosting",
    headline: "Which pier?",
    author: { "@type": "Person", name: "@alice:example.org" },
    datePublished: "2024-03-05T09:00:00Z",
    text: "Which pier?",
    comment: [
      {
        "@type": "Comment",
        url: `https://chat.example.org/general/2024/03/05/#${answer?.item.shortId}`,
        author: { "@type": "Person", name: "@bob:example.org" },
        datePublished: "2024-03-05T09:10:00Z",
        text: "the north one",
      },
    ],
  });
});

test("who is not shown is [deleted], with no word", () => {
  const told = talk(1);
  const { author, text, datePublished } = discussionFor({
    ...thread,
    ...told,
    root: undefined,
    messages: told.messages.slice(1),
  });
  assert.deepEqual([author, text, datePublished], [{ "@type": "Person", name: "[deleted]" }, undefined, "2024-03-05"]);
});

test("a later part repeats headline and author, and no words that are not on it", () => {
  const told = talk(1);
  const later = discussionFor({ ...thread, ...told, messages: told.messages.slice(1) });
  assert.deepEqual(
    [later["headline"], later["author"]],
    ["Which pier?", { "@type": "Person", name: "@alice:example.org" }],
  );
  assert.equal(later["text"], undefined);
});

test("at most a hundred comments are told, and fewer where they are long", () => {
  assert.equal(commentsIn(discussionFor({ ...thread, ...talk(120, "yes") })).length, 100);
  const long = discussionFor({ ...thread, ...talk(120, "word ".repeat(200)) });
  assert.ok(commentsIn(long).length > 20 && JSON.stringify(long).length < 25_000);
  const escaped = discussionFor({ ...thread, ...talk(120, "<&>".repeat(200)) });
  assert.ok(commentsIn(escaped).length > 10 && printJsonLd(escaped).length < 27_000, `${printJsonLd(escaped).length}`);
});
