import assert from "node:assert/strict";
import { test } from "node:test";
import { languageModelCrawlers } from "#build/language-model-crawlers.ts";
import { renderRobots } from "#build/render-robots.ts";

const url = "https://chat.example.org/archive/";

test("everything is open, and the sitemap is named", () => {
  assert.equal(
    renderRobots({ url, agents: "allow" }),
    "User-agent: *\nDisallow:\n\nSitemap: https://chat.example.org/archive/sitemap.xml\n",
  );
});

test("a site without a sitemap names none", () => {
  assert.equal(renderRobots({ url, agents: "allow" }, { hasSitemap: false }), "User-agent: *\nDisallow:\n");
});

test("denied agents are shut out by name, and everybody else stays welcome", () => {
  const groups = renderRobots({ url, agents: "deny" }).trimEnd().split("\n\n");
  assert.equal(groups.length, 3);
  const denied = groups[0]?.split("\n") ?? [];
  assert.deepEqual(denied, [...languageModelCrawlers.map((name) => `User-agent: ${name}`), "Disallow: /archive/"]);
  assert.equal(groups[1], "User-agent: *\nDisallow:");
});

test("no search engine's own crawler is among the denied", () => {
  for (const name of ["Googlebot", "bingbot", "Applebot", "DuckDuckBot", "YandexBot"]) {
    assert.ok(!languageModelCrawlers.includes(name), name);
  }
});

test("the names are sorted and each is there once", () => {
  assert.deepEqual([...new Set(languageModelCrawlers)].toSorted(), languageModelCrawlers);
});
