import assert from "node:assert/strict";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { renderOpenSearch } from "#build/render-open-search.ts";
import { buildScene } from "#test/support/build-scene.ts";
import { parseMarkdown } from "#test/support/parse-markdown.ts";
import { textAt } from "#test/support/site-build.ts";

test("llms.txt names the indexed rooms and where their text is, and is there for language models that are wanted alone", async (t) => {
  const { stored, build, tree, configure } = await buildScene(t);
  stored.room.text("quahog");
  await stored.write();
  await stored.crawledAt("2024-03-20 00:00");
  await build();
  const text = textAt(await tree(), "llms.txt");
  assert.match(text, /^# Example chat\n\n> What the community says, day by day\n/);
  const links = parseMarkdown(text).flatMap(({ type, url }) => (type === "link" ? [url] : []));
  assert.deepEqual(links, ["https://chat.example.org/general/", "https://chat.example.org/about/"]);
  assert.match(text, /index\.md/);
  await build({}, configure({ site: { agents: "deny" } }));
  assert.ok(!(await tree()).has("llms.txt"));
  await build({}, configure({ rooms: [{ room: "#general:example.org" }] }));
  assert.ok(!(await tree()).has("llms.txt"), "no room is indexed");
});

test("browsers are told how to search the site, under its base path, whatever it is called", async () => {
  const title = 'Salt & <Pepper> "of all" seven seas and more';
  const text = renderOpenSearch({ url: "https://example.org/chat/", title, description: "" });
  assert.match(text, /<ShortName>Salt &amp; &lt;Pepper&gt;<\/ShortName>/);
  assert.match(text, /template="https:\/\/example\.org\/chat\/search\/\?q=\{searchTerms\}"/);
  assert.doesNotMatch(text, /&(?!(?:amp|lt|gt|quot);)/);
});

test("the accent colour is a stylesheet that each page names", async (t) => {
  const { stored, build, tree, configure } = await buildScene(t);
  stored.room.text("quahog");
  await stored.write();
  await stored.crawledAt("2024-03-20 00:00");
  const report = await build({}, configure({ site: { accent: "#ffd54a" } }));
  assert.equal(report.warnings.length, 1);
  const built = await tree();
  assert.match(textAt(built, "accent.css"), /--rubric:#/);
  for (const path of ["index.html", "general/2024/03/05/index.html"])
    assert.match(textAt(built, path), /<link rel="stylesheet" href="\/accent\.css">/);
  assert.deepEqual((await build()).warnings, []);
  const without = await tree();
  assert.ok(!without.has("accent.css"));
  assert.doesNotMatch(textAt(without, "index.html"), /accent/);
});

test("the operator's own files are in the site as they are, and follow their folder", async (t) => {
  const scene = await buildScene(t, { site: { extra: "./extra" } });
  const folder = join(dirname(scene.store.folder), "extra");
  await mkdir(join(folder, ".well-known"), { recursive: true });
  await writeFile(join(folder, "CNAME"), "chat.example.org\n");
  await writeFile(join(folder, ".well-known", "security.txt"), "Contact: mailto:a@example.org\n");
  await scene.build();
  assert.equal(textAt(await scene.tree(), "CNAME"), "chat.example.org\n");
  const again = await scene.build();
  assert.deepEqual([again.written, again.deleted], [[], []]);
  await rm(join(folder, ".well-known"), { recursive: true });
  await writeFile(join(folder, "CNAME"), "talk.example.org\n");
  const moved = await scene.build();
  assert.deepEqual([moved.written, moved.deleted], [["CNAME"], [".well-known/security.txt"]]);
  await scene.build({}, scene.configure({ site: {} }));
  assert.ok(!(await scene.tree()).has("CNAME"));
});

test("the logo stands before the site's name on every page, from a file of the operator's", async (t) => {
  const scene = await buildScene(t, { site: { logo: "./Mark.SVG" } });
  const file = join(dirname(scene.store.folder), "Mark.SVG");
  await assert.rejects(scene.build(), /site\.logo.*could not be read/);
  await writeFile(file, "<svg xmlns='http://www.w3.org/2000/svg'/>");
  await scene.build();
  assert.match(textAt(await scene.tree(), "logo.svg"), /^<svg/);
  assert.match(textAt(await scene.tree(), "index.html"), /<img class="logo" src="\/logo\.svg" alt=""/);
  await scene.build({}, scene.configure({ site: {} }));
  const without = await scene.tree();
  assert.ok(!without.has("logo.svg"));
  assert.doesNotMatch(textAt(without, "index.html"), /class="logo"/);
});

test("they never stand where the site has its own, and lead nowhere else", async (t) => {
  const scene = await buildScene(t, { site: { extra: "./extra" } });
  const folder = join(dirname(scene.store.folder), "extra");
  scene.stored.room.text("quahog");
  await scene.stored.write();
  await scene.stored.crawledAt("2024-03-20 00:00");
  await assert.rejects(scene.build(), /extra.*could not be read.*ENOENT/);
  for (const path of ["robots.txt", "general/notes.txt", "_astro/x.js", "media/x.png"]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), "mine");
    await assert.rejects(scene.build(), (error: Error) => error.name === "BuildError" && error.message.includes(path));
    assert.notEqual((await scene.tree()).get(path)?.toString(), "mine");
    await rm(folder, { recursive: true });
  }
  await mkdir(folder);
  await symlink("/etc", join(folder, "etc"));
  await assert.rejects(scene.build(), /etc .*neither a file nor a folder/);
});
