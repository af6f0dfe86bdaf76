import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { build, filesWith, readTree } from "../support/site-build.ts";
import { canary, openWords } from "./crawl-scenario.ts";
import type { PlayedCrawl } from "./played-crawl.ts";

/** What was said in closed times reaches neither store nor site; what was public does. */
export function closedTimesPromises(crawl: () => PlayedCrawl): void {
  describe("what was said in closed times", () => {
    test("came to the crawler beside what was public: the traps were set", () => {
      const answers = crawl().proxy.log.filter(({ body }) => body.includes(canary));
      assert.ok(answers.some(({ path }) => path.includes("/messages")));
    });

    test("is withheld, and each change of visibility with an open side is kept", () => {
      const { events } = crawl().room("shutters");
      const changes = events.filter(({ type }) => type === "m.room.history_visibility");
      const open = "world_readable";
      assert.deepEqual(
        changes.map(({ content }) => content["history_visibility"]),
        [open, "shared", open, "bogus", open, undefined, open, "joined", open],
      );
      const said = events.filter(({ type, redacted }) => type === "m.room.message" && redacted === 0);
      for (const word of openWords)
        assert.ok(
          said.some(({ content }) => String(content["body"]).includes(word)),
          word,
        );
    });

    test("is in no byte of the store", async () => {
      const tree = await readTree(crawl().world.store.folder);
      assert.deepEqual(filesWith(tree, canary), []);
      for (const word of openWords) assert.notDeepEqual(filesWith(tree, word), [], word);
    });

    test("is in no byte of the site, where all public words are", async () => {
      const { config, store } = crawl().world;
      await build(config, store);
      const tree = await readTree(config.output);
      assert.deepEqual(filesWith(tree, canary), []);
      for (const word of openWords) {
        const found = filesWith(tree, word);
        assert.ok(
          found.some((path) => path.endsWith(".html")),
          `${word} is on a page`,
        );
        assert.ok(
          found.some((path) => path.startsWith("pagefind/")),
          `${word} can be searched for`,
        );
      }
      assert.deepEqual(filesWith(tree, "and regretted"), [], "a redaction of a closed time counts");
      const decided = await readTree(store.folder);
      assert.ok(decided.has("decisions.jsonl"));
      assert.deepEqual(filesWith(decided, canary), [], "nor in what the build wrote into the store");
    });

    test("changes nothing that was said in the open, but for what was taken back", () => {
      const { room, played } = crawl();
      const find = (id: string) => room("shutters").events.find((event) => event.id === id) ?? assert.fail(id);
      assert.equal(find(played.shutters.edited).content["body"], `${openWords[0]} was said in the open`);
      const regretted = find(played.shutters.regretted);
      assert.deepEqual([regretted.redacted, regretted.content], [1, {}]);
    });
  });
}
