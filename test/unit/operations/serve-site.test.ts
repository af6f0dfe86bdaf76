import assert from "node:assert/strict";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { serveSite, type SiteServer } from "#operations/serve-site.ts";
import { temporaryFolder } from "#test/support/temporary-folder.ts";

let server: SiteServer;
before(async () => {
  const folder = await temporaryFolder();
  const site = join(folder, "dist");
  await mkdir(join(site, "general/2024"), { recursive: true });
  await mkdir(join(site, "empty"));
  await writeFile(join(folder, "secret.txt"), "secret");
  await symlink(join(folder, "secret.txt"), join(site, "secret.txt"));
  await symlink(folder, join(site, "up"));
  await writeFile(join(site, "index.html"), "start");
  await writeFile(join(site, "404.html"), "not found here");
  await writeFile(join(site, "general/index.html"), "general");
  await writeFile(join(site, "general/feed.xml"), "<feed/>");
  await writeFile(join(site, "a b%.css"), "p{}");
  server = await serveSite({ folder: site, basePath: "/chat/" });
});
after(() => server.stop());

/** One request with exactly this target: `fetch` would tidy it. */
function ask(
  target: string,
  { method = "GET", headers = {} }: { method?: string; headers?: Record<string, string> } = {},
) {
  const { hostname, port } = new URL(server.url);
  return new Promise<{ status: number | undefined; headers: Record<string, unknown>; text: string }>(
    (resolve, reject) => {
      const sent = request({ hostname, port, path: target, method, headers }, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => (text += part));
        response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, text }));
      });
      sent.on("error", reject).end();
    },
  );
}

test("folders give their index, files their bytes with the right type", async () => {
  assert.match(server.url, /^http:\/\/127\.0\.0\.1:\d+\/chat\/$/);
  const start = await ask("/chat/");
  assert.deepEqual([start.status, start.text], [200, "start"]);
  assert.equal(start.headers["content-type"], "text/html; charset=utf-8");
  assert.equal(start.headers["x-content-type-options"], "nosniff");
  assert.equal((await ask("/chat/general/?q=1")).text, "general");
  assert.equal((await ask("/chat/general/feed.xml")).headers["content-type"], "application/atom+xml; charset=utf-8");
  const styles = await ask("/chat/a%20b%25.css");
  assert.deepEqual([styles.text, styles.headers["content-type"]], ["p{}", "text/css; charset=utf-8"]);
});

test("an address without its slash leads to the one with it, and the root to the base path", async () => {
  assert.deepEqual(await locationOf("/chat/general?q=1"), [301, "/chat/general/?q=1"]);
  assert.deepEqual(await locationOf("/"), [301, "/chat/"]);
  assert.deepEqual(await locationOf("/chat"), [301, "/chat/"]);
});

async function locationOf(target: string) {
  const { status, headers } = await ask(target);
  return [status, headers["location"]];
}

test("what does not exist is 404 with the site's own page", async () => {
  for (const target of [
    "/chat/nothing/",
    "/chat/empty/",
    "/chat/general/feed.xml/",
    "/other/",
    "/chat/GENERAL/",
    "/chatter/",
  ]) {
    const { status, text, headers } = await ask(target);
    assert.deepEqual(
      [status, text, headers["content-type"]],
      [404, "not found here", "text/html; charset=utf-8"],
      target,
    );
  }
});

test("nothing outside the folder is served, whatever the address or link", async () => {
  const climbing = ["/chat/../secret.txt", "/chat/%2e%2e/secret.txt", "/chat/..%2fsecret.txt", "/chat/..%5csecret.txt"];
  for (const target of [...climbing, "/chat//etc/passwd", "/chat/%00", "/chat/%zz", "//chat/"]) {
    assert.equal((await ask(target)).status, 400, target);
  }
  for (const target of ["/chat/secret.txt", "/chat/up/secret.txt", "/chat/up/"]) {
    assert.equal((await ask(target)).status, 404, target);
  }
});

test("only GET and HEAD are known", async () => {
  const head = await ask("/chat/", { method: "HEAD" });
  assert.deepEqual([head.status, head.headers["content-length"], head.text], [200, "5", ""]);
  assert.equal((await ask("/chat/", { method: "POST" })).status, 405);
});

test("an unchanged file is not sent twice", async () => {
  const { etag } = (await ask("/chat/")).headers;
  const again = await ask("/chat/", { headers: { "If-None-Match": String(etag) } });
  assert.deepEqual([again.status, again.text], [304, ""]);
});

test("a missing folder and a taken port are refused with the system's error", async () => {
  await assert.rejects(serveSite({ folder: "/nowhere/at/all" }), { code: "ENOENT" });
  const port = Number(new URL(server.url).port);
  await assert.rejects(serveSite({ folder: ".", port }), { code: "EADDRINUSE" });
});
