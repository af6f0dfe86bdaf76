import assert from "node:assert/strict";
import { test } from "node:test";
import { general, site } from "#test/support/site.ts";
import { frameFor } from "#view/page-frame.ts";
import { toNotFoundPage } from "#view/not-found-page.ts";
import { reportHrefFor } from "#view/report-href.ts";

const address = "https://chat.example.org/general/2024/03/05/#abc?&=+";
const event = "$a+b/c&d";

test("a report by mail is a mail that is begun, with address and event in it", () => {
  const href = reportHrefFor({ contactHref: "mailto:archive@example.org", language: "en" }, { address, event });
  assert.match(href, /^mailto:archive@example\.org\?subject=About%20https/);
  assert.ok(!href.includes("+"), "a mail program takes a plus sign for itself (RFC 6068)");
  const fields = new URL(href).searchParams;
  assert.equal(fields.get("subject"), `About ${address}`);
  assert.deepEqual(fields.get("body")?.split("\r\n").slice(0, 3), [`Address: ${address}`, `Event: ${event}`, ""]);
});

test("a contact that has fields keeps them", () => {
  const contactHref = "mailto:archive@example.org?cc=board@example.org";
  const href = reportHrefFor({ contactHref, language: "en" }, { address });
  assert.equal(new URL(href).searchParams.get("cc"), "board@example.org");
  assert.equal(new URL(href).searchParams.get("subject"), `About ${address}`);
});

test("a contact page is told address and event, beside what its own address says", () => {
  const contactHref = "https://example.org/contact?about=archive#form";
  const { hash, searchParams } = new URL(reportHrefFor({ contactHref, language: "en" }, { address, event }));
  assert.equal(hash, "#form");
  assert.deepEqual(Object.fromEntries(searchParams), { about: "archive", address, event });
  const ofPage = new URL(reportHrefFor({ contactHref, language: "en" }, { address })).searchParams;
  assert.equal(ofPage.has("event"), false);
});

test("every page is reported by its own address to its room's contact, but for one without an address", () => {
  const room = { ...general, contact: "mailto:room@example.org" };
  const parts = { path: "general/2024/", title: "2024", description: "", indexable: true, crumbs: [] };
  const { reportHref, canonicalHref } = frameFor(site, { ...parts, room });
  assert.match(reportHref ?? "", /^mailto:room@example\.org\?/);
  assert.equal(new URL(reportHref ?? "").searchParams.get("subject"), `About ${canonicalHref}`);
  assert.match(frameFor(site, parts).reportHref ?? "", /^mailto:archive@example\.org\?/);
  assert.equal(toNotFoundPage(site, [general]).frame.reportHref, undefined);
});
