import type { SearchDay } from "#view/search-day.ts";
import { searchDay } from "./search-days.ts";

/** The site they belong to lies below this path. */
export const basePath = "/archive/";
const filler = Array.from({ length: 30 }, (_, index) => ({ by: "Cem", text: `Reading number ${index} of the day` }));

/**
 * Six days in two rooms that all speak of a lighthouse: parts, markup, other scripts, closed and open years; and two of a barometer,
 * of which a program speaks the most.
 */
export const lighthouseDays: readonly SearchDay[] = [
  searchDay("general", "2023-05-01", [[{ by: "Ann", text: "The old lighthouse was painted" }]], { base: basePath }),
  searchDay(
    "general",
    "2024-02-29",
    [
      [{ by: "Bea", text: "Who has the keys?", at: "09:00" }],
      [
        { by: "Ann", text: "First, good morning", at: "13:59" },
        { by: "Ann <b>the</b> first", text: "The lighthouse & <mark>its</mark> &lt;lamp&gt;\nneed paint", at: "14:03" },
        { by: "Bea", text: "Agreed", at: "14:04" },
        ...filler,
      ],
    ],
    { base: basePath },
  ),
  searchDay("general", "2026-03-05", [[{ by: "Yuki", text: "潮位計の調子が悪いです lighthouse" }]], { base: basePath }),
  searchDay(
    "general",
    "2026-04-01",
    [[{ by: "Ann", text: "Lighthouse tour, see https://example.org", has: ["link"] }]],
    {
      base: basePath,
    },
  ),
  searchDay("dev", "2026-01-10", [[{ by: "Cem", text: "The lighthouse firmware is out", has: ["code"] }]], {
    base: basePath,
  }),
  searchDay("dev", "2025-06-01", [[{ by: "Cem", text: "固件更新了。Firmware, and much later a lighthouse" }]], {
    base: basePath,
  }),
  searchDay("dev", "2025-07-01", [[{ by: "Bot", text: "barometer barometer barometer", isNotice: true }]], {
    base: basePath,
  }),
  searchDay("dev", "2025-07-02", [[{ by: "Cem", text: "Somebody should look after the barometer of the office" }]], {
    base: basePath,
  }),
];

/** Two quiet rooms whose years overlap: more shards than are loaded at once, cut in the middle of a year. */
export const longHistory: readonly SearchDay[] = [
  ...yearsFrom(2001, 9).flatMap((year) => [harbourDay("quiet", `${year}-01-10`), harbourDay("quiet", `${year}-12-20`)]),
  ...yearsFrom(2001, 6).map((year) => harbourDay("still", `${year}-06-01`)),
];

function yearsFrom(first: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}

function harbourDay(slug: string, date: string): SearchDay {
  return searchDay(slug, date, [[{ by: "Ann", text: "All quiet in the harbour" }]], { base: basePath });
}
