import assert from "node:assert/strict";
import { test } from "node:test";
import { pageOf } from "#test/support/day-page.ts";
import { RoomBuilder } from "#test/support/room-builder.ts";
import { general, site } from "#test/support/site.ts";
import { frameFor } from "#view/page-frame.ts";

type Graph = { readonly "@graph": readonly { readonly [member: string]: unknown }[] };

function pageWith(first: string, count = 5) {
  const room = new RoomBuilder();
  for (let index = 0; index < count; index += 1) room.text(index === 0 ? first : `more ${index}`);
  return pageOf(room);
}

test("a day tells search engines the way to it from the site, and that it collects what was said that day", () => {
  const { structuredData = "", title } = pageWith("high tide").frame;
  const data = JSON.parse(structuredData) as Graph;
  const [way, itself, ...others] = data["@graph"];
  assert.deepEqual(others, []);
  const root = "https://chat.example.org/archive/";
  assert.deepEqual(way, {
    "@type": "BreadcrumbList",
    itemListElement: [
      ["Example chat", ""],
      ["General", "general/"],
      ["2024", "general/2024/"],
      ["March", "general/2024/03/"],
      ["5", "general/2024/03/05/"],
    ].map(([name, path], index) => ({ "@type": "ListItem", position: index + 1, name, item: `${root}${path}` })),
  });
  assert.deepEqual(itself, {
    "@type": "CollectionPage",
    "@id": `${root}general/2024/03/05/`,
    url: `${root}general/2024/03/05/`,
    name: title,
    inLanguage: "en",
    isPartOf: { "@type": "WebSite", name: "Example chat", url: root },
    temporalCoverage: "2024-03-05",
  });
});

test("a stranger's words end no element in it", () => {
  const { structuredData = "" } = pageWith("</script><!-- <script> & \u2028").frame;
  assert.doesNotMatch(structuredData, /[<>&\u2028]/);
  const [, itself] = (JSON.parse(structuredData) as Graph)["@graph"];
  assert.match(String(itself?.["name"]), /<\/script><!-- <script>/);
});

test("a page that search engines may not list tells them nothing", () => {
  assert.equal(pageWith("thin", 2).frame.structuredData, undefined);
  const parts = { path: "general/", room: general, title: "General", description: "", crumbs: [] };
  assert.equal(frameFor(site, { ...parts, indexable: false }).structuredData, undefined);
});
