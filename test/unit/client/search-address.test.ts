import assert from "node:assert/strict";
import { test } from "node:test";
import { readSearchAddress, searchAddressFor, type SearchChoice } from "#client/search/search-address.ts";

const everywhere: SearchChoice = { q: "", room: "", year: "", month: "", from: "", has: "", order: "best" };
const inRoom: SearchChoice = { ...everywhere, room: "general" };

test("an address gives back the search it was made from, on the page of the site and of a room", () => {
  const choices: readonly SearchChoice[] = [
    everywhere,
    inRoom,
    { q: "a&b=c #d 潮", room: "dev", year: "2024", month: "02", from: "Ann Lee", has: "link", order: "oldest" },
  ];
  for (const preset of [everywhere, inRoom]) {
    for (const choice of choices) assert.deepEqual(readSearchAddress(searchAddressFor(choice, preset), preset), choice);
  }
});

test("what the page has anyway stays out of the address", () => {
  assert.equal(searchAddressFor({ ...inRoom, q: "tide" }, inRoom), "?q=tide");
  assert.equal(searchAddressFor(inRoom, inRoom), "");
});

test("an order nobody knows is the page's own", () => {
  assert.equal(readSearchAddress("?order=loudest", everywhere).order, "best");
});
