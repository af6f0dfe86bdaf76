import assert from "node:assert/strict";
import { test } from "node:test";
import { shortIdFor } from "#lib/short-id.ts";
import { parseRoomAlias } from "#matrix/ids.ts";
import { eventId, roomId } from "#test/support/ids.ts";
import { day, general } from "#test/support/site.ts";
import { matrixToEvent, matrixToRoom } from "#view/matrix-to.ts";
import {
  absoluteHrefFor,
  basePathOf,
  dayPath,
  filePathFor,
  homePath,
  hrefFor,
  messagePath,
  monthPath,
  notFoundPath,
  roomFeedPath,
  yearPath,
} from "#view/urls.ts";

test("a day, its parts, its month and its year lie in one folder; the first part is the day itself", () => {
  const date = day("2024-03-05");
  assert.equal(dayPath("general", date), "general/2024/03/05/");
  assert.equal(dayPath("general", date, 1), "general/2024/03/05/");
  assert.equal(dayPath("general", date, 2), "general/2024/03/05/2/");
  assert.equal(monthPath("general", "2024-03"), "general/2024/03/");
  assert.equal(yearPath("general", "2024"), "general/2024/");
});

test("a message is found on its part of its day by its short id", () => {
  const shortId = shortIdFor("$abc");
  assert.equal(
    messagePath("general", { day: day("2024-03-05"), part: 3, shortId }),
    `general/2024/03/05/3/#${shortId}`,
  );
});

test("links carry the base path and canonical addresses the origin too", () => {
  assert.equal(basePathOf("https://chat.example.org/archive"), "/archive/");
  assert.equal(hrefFor("https://chat.example.org/", homePath), "/");
  assert.equal(hrefFor("https://chat.example.org/archive/", "general/"), "/archive/general/");
  assert.equal(
    absoluteHrefFor("https://chat.example.org/archive/", "general/"),
    "https://chat.example.org/archive/general/",
  );
});

test("a page is written as the index of its folder, a file under its own name", () => {
  assert.equal(filePathFor(homePath), "index.html");
  assert.equal(filePathFor("general/2024/"), "general/2024/index.html");
  assert.equal(filePathFor("general/2024/03/05/#abc"), "general/2024/03/05/index.html");
  assert.equal(filePathFor(roomFeedPath("general")), "general/feed.xml");
  assert.equal(filePathFor(notFoundPath), "404.html");
});

test("a client is led to a room by its alias, else by its id with at most three servers to ask", () => {
  const alias = parseRoomAlias("#general:example.org");
  assert.equal(matrixToRoom({ ...general, alias }), "https://matrix.to/#/%23general:example.org");
  assert.equal(
    matrixToRoom({ ...general, via: ["a.example", "b.example", "c.example", "d.example"] }),
    "https://matrix.to/#/!room:example.org?via=a.example&via=b.example&via=c.example",
  );
});

test("ids of events that hold a slash or a plus are encoded", () => {
  const room = { roomId: roomId("!room:example.org"), via: [] };
  assert.equal(matrixToEvent(room, eventId("$a/b+c")), "https://matrix.to/#/!room:example.org/$a%2Fb%2Bc");
});
