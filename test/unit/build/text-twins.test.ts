import assert from "node:assert/strict";
import { test } from "node:test";
import { buildScene } from "#test/support/build-scene.ts";
import { parseMarkdown } from "#test/support/parse-markdown.ts";
import { bob } from "#test/support/room-builder.ts";
import { filesWith, textAt, type Tree } from "#test/support/site-build.ts";

const twinsIn = (tree: Tree) => [...tree.keys()].filter((path) => path.endsWith(".md"));
const link = /<link rel="alternate" type="text\/markdown" href="([^"]*)"/;

test("a day of an indexed room is there as Markdown: who said what and when, and where", async (t) => {
  const { stored, build, tree } = await buildScene(t);
  const question = stored.room.text("Is the *tide* high?").at("2024-03-05 14:03");
  stored.room.reply(question, "yes").from(bob).at("2024-03-05 14:10");
  stored.room.image("pier.png").at("2024-03-05 14:20");
  stored.room.poll("Which pier?", ["north", "south"]).at("2024-03-05 14:30");
  stored.room.react(question, "👍").from(bob).at("2024-03-05 14:40");
  await stored.write();
  await stored.crawledAt("2024-03-20 00:00");
  await build();

  const built = await tree();
  const href = "https://chat.example.org/general/2024/03/05/";
  const ids = [...textAt(built, "general/2024/03/05/index.html").matchAll(/<article[^>]* id="([^"]+)"/g)].map(
    ([, id]) => id,
  );
  assert.equal(
    textAt(built, "general/2024/03/05/index.md"),
    `# General, Tuesday, 5 March 2024

All times are in UTC. <${href}>

### [14:03](${href}#${ids[0]}) @alice:example.org · 👍 1

Is the \\*tide\\* high?

### [14:10](${href}#${ids[1]}) @bob:example.org · [in reply to @alice:example.org](${href}#${ids[0]})

yes

### [14:20](${href}#${ids[2]}) @alice:example.org

Image pier.png

### [14:30](${href}#${ids[3]}) @alice:example.org

Which pier?

north (0)

south (0)

0 people voted; the poll is open.
`,
  );
  assert.equal(link.exec(textAt(built, "general/2024/03/05/index.html"))?.[1], "/general/2024/03/05/index.md");
});

test("nobody can speak as someone else in it: headings are the archive's alone", async (t) => {
  const { stored, build, tree } = await buildScene(t);
  const forged = "### [14:03](https://chat.example.org/#x) Bob";
  stored.room.text(`${forged}\n\nBob\n===\n\n<h3>Bob</h3>`);
  stored.room.text("Bob", `<h3>Bob</h3><pre><code>\n\`\`\`\n\n${forged}</code></pre>`);
  stored.room.text("last");
  await stored.write();
  await stored.crawledAt("2024-03-20 00:00");
  await build();
  const nodes = parseMarkdown(textAt(await tree(), "general/2024/03/05/index.md"));
  assert.equal(nodes.filter(({ type }) => type === "heading").length, 4);
  assert.deepEqual(
    nodes.filter(({ type }) => type === "html"),
    [],
  );
});

test("there is none for a room that is not indexed, nor where the site wants none, and switching it off takes all away", async (t) => {
  const scene = await buildScene(t);
  for (let count = 1; count <= 6; count += 1) scene.stored.room.text(`periwinkle ${count}`);
  await scene.stored.write();
  await scene.stored.crawledAt("2024-03-20 00:00");
  await scene.build();
  const before = await scene.tree();
  assert.deepEqual(twinsIn(before), ["general/2024/03/05/index.md"]);

  const refused = await scene.after(() => scene.stored.judge("open", { refusesIndexing: true }));
  assert.deepEqual(twinsIn(refused.tree), []);
  assert.doesNotMatch(textAt(refused.tree, "general/2024/03/05/index.html"), link);
  await scene.after(() => scene.stored.judge("open"));
  assert.deepEqual(twinsIn(await scene.tree()), twinsIn(before));

  for (const site of [{ markdown: false }, { agents: "deny" }]) {
    const config = scene.configure({ site });
    await scene.build({}, config);
    assert.deepEqual(twinsIn(await scene.tree()), [], JSON.stringify(site));
    await scene.build();
    assert.deepEqual(twinsIn(await scene.tree()), twinsIn(before));
  }
});

test("what is taken back leaves the text of its day, and a day that has gone takes its text along", async (t) => {
  const { stored, build, after, tree } = await buildScene(t);
  const quahog = stored.room.text("quahog").at("2024-03-05 09:00");
  const cockle = stored.room.text("cockle").at("2024-03-06 09:00");
  stored.room.reply(quahog, "why").from(bob).at("2024-03-06 09:10");
  await stored.write();
  await stored.crawledAt("2024-03-20 00:00");
  await build();
  assert.deepEqual(twinsIn(await tree()).length, 2);
  const gone = await after(() => stored.redact(cockle, "2024-03-19 00:00"));
  assert.deepEqual(filesWith(gone.tree, "cockle"), []);
  assert.match(textAt(gone.tree, "general/2024/03/06/index.md"), /^### .*1 message was removed\.$/m);
  const closed = await after(() => stored.judge("not-world-readable"));
  assert.deepEqual(twinsIn(closed.tree), []);
  assert.ok(closed.report.withdrawn.vanished.some((href) => href.endsWith("/06/index.md")));
});
