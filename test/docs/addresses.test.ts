import assert from "node:assert/strict";
import { test } from "node:test";
import { calendarDayOf } from "#lib/calendar-day.ts";
import { shortIdFor } from "#lib/short-id.ts";
import { readProject, tableRows } from "#test/support/read-project.ts";
import * as urls from "#view/urls.ts";

const day = calendarDayOf(Date.parse("2024-03-05"));

/** The contract as the code has it, with the placeholders of the document. */
const addresses = [
  urls.homePath,
  urls.aboutPath,
  urls.searchPath,
  urls.siteFeedPath,
  urls.sitemapPath,
  urls.robotsPath,
  urls.llmsPath,
  urls.openSearchPath,
  urls.notFoundPath,
  urls.roomPath("<room>"),
  urls.roomAboutPath("<room>"),
  urls.roomSearchPath("<room>"),
  urls.roomFeedPath("<room>"),
  urls.yearPath("<room>", "2024"),
  urls.monthPath("<room>", "2024-03"),
  urls.dayPath("<room>", day),
  urls.dayPath("<room>", day, 2).replace("/2/", "/<n>/"),
  urls.twinPathOf(urls.dayPath("<room>", day)),
  urls.messageLinesPath("<room>", "2024-03"),
  urls.threadPath("<room>", shortIdFor("$thread")).replace(shortIdFor("$thread"), "<short id>"),
  urls
    .threadPath("<room>", shortIdFor("$thread"), 2)
    .replace(shortIdFor("$thread"), "<short id>")
    .replace("/2/", "/<n>/"),
  urls.mediaPath({ hash: "<name>", extension: "<ending>" }).replace("media/<n/", "media/<xx>/"),
].map((path) => `/${path.replace("2024", "<YYYY>").replace("/03/", "/<MM>/").replace("/05/", "/<DD>/")}`);

test("docs/addresses.md names exactly the addresses that the code makes", async () => {
  const rows = tableRows(await readProject("docs/addresses.md"));
  const documented = rows.flatMap(([cell]) =>
    [...(cell ?? "").matchAll(/`([^`]+)`/g)].map(([, address = ""]) => address),
  );
  assert.deepEqual(documented.toSorted(), addresses.toSorted());
});
