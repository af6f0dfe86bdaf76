import type { Told } from "./told-history.ts";

/** Three rooms of people who tend a canal: written for this test. Together with joins they are some 160 events. */
export const slipway: readonly Told[] = [
  { id: "crack", by: "ada", at: "2019-03-30T23:58", says: "There is a crack in the lower gate, on the towpath side" },
  { id: "photo", by: "ada", at: "2019-03-30T23:59", file: "lower-gate.jpg", type: "image/jpeg" },
  { id: "how-wide", by: "ben", at: "2019-03-31T00:01", says: "How wide is it?", answers: "crack" },
  { id: "two-fingers", by: "ada", at: "2019-03-31T00:03", says: "Two fingers at the waterline", answers: "how-wide" },
  { likes: "two-fingers", key: "😮", by: "ben", at: "2019-03-31T00:04" },
  { likes: "two-fingers", key: "😮", by: "cleo", at: "2019-03-31T00:09" },
  { likes: "crack", key: "👍", by: "cleo", at: "2019-03-31T00:10" },
  { id: "pitch", by: "cleo", at: "2019-03-31T06:30", says: "Oakum and picth will hold it until summer" },
  { edits: "pitch", by: "cleo", at: "2019-03-31T06:31", says: "Oakum and pitch will hold it until summer" },
  { id: "phone", by: "ben", at: "2019-03-31T06:40", says: "Call me on 555-0100 about the oakum" },
  { removes: "phone", by: "ben", at: "2019-03-31T06:41" },
  { id: "closing", by: "ben", at: "2019-03-31T07:00", says: "closes the towpath", as: "m.emote" },
  {
    id: "steps",
    by: "ada",
    at: "2019-04-02T08:00",
    says: "1. drain\n2. clean\n3. caulk",
    html: "<ol><li>drain</li><li>clean</li><li>caulk</li></ol>",
  },
  {
    id: "command",
    by: "dirk",
    at: "2019-04-02T08:05",
    says: "I log it with gauge --every 5m",
    html: "I log it with <code>gauge --every 5m</code>",
  },
  { id: "who-caulks", by: "ada", at: "2021-07-15T12:00", says: "Who caulks this year?" },
  { id: "i-do", by: "cleo", at: "2021-07-15T12:20", says: "I do, with ben", inThread: "who-caulks" },
  { id: "me-too", by: "ben", at: "2021-07-16T09:00", says: "Gladly", inThread: "who-caulks" },
  { id: "rant", by: "dirk", at: "2021-07-16T10:00", says: "Whoever left the sluice open is a mudlark" },
  { removes: "rant", by: "dirk", at: "2021-07-20T10:00" },
  {
    id: "still-holds",
    by: "ada",
    at: "2024-02-29T23:59",
    says: "Five years on, the caulking still holds",
    answers: "pitch",
  },
  { id: "leap", by: "ben", at: "2024-03-01T00:00", says: "A day later than usual", answers: "still-holds" },
  { likes: "still-holds", key: "🎉", by: "dirk", at: "2024-03-01T00:05" },
  { edits: "leap", by: "ben", at: "2024-03-01T00:06", says: "A day later than in other years" },
  { edits: "leap", by: "ben", at: "2024-03-01T00:07", says: "A leap day later than in other years" },
];

/** Answers across years, and clocks that run backward: the order of sending stays. */
export const charts: readonly Told[] = [
  { id: "depths", by: "dirk", at: "2020-01-01T00:00", says: "Soundings of the basin, in decimetres" },
  { id: "list", by: "dirk", at: "2020-01-01T00:01", file: "soundings 2020.csv", type: "text/csv" },
  { id: "arabic", by: "noor", at: "2020-12-31T23:59", says: "العمق عند البوابة أربعة أمتار" },
  { id: "english", by: "ada", at: "2021-01-01T00:00", says: "Four metres at the gate, she says", answers: "arabic" },
  { id: "late-clock", by: "ben", at: "2022-05-05T10:30", says: "My clock is right" },
  { id: "early-clock", by: "noor", at: "2022-05-05T10:05", says: "Mine is slow" },
  {
    id: "sum",
    by: "ada",
    at: "2022-05-05T10:31",
    says: "h < 4 && h > 3",
    html: "<code>h &lt; 4 &amp;&amp; h &gt; 3</code>",
  },
  { id: "after-years", by: "dirk", at: "2025-06-01T15:00", says: "The basin has silted up since", answers: "depths" },
  { likes: "after-years", key: "😢", by: "noor", at: "2025-06-01T15:01" },
  { likes: "depths", key: "📏", by: "ada", at: "2025-06-01T15:02" },
];

/** A bot's readings: a hundred notices over four years, each with its own day and a few days with more than one. */
export const gauges: readonly Told[] = Array.from({ length: 100 }, (_, index) => {
  const at = new Date(Date.UTC(2018, 8, 30, 23, 50) + index * 14 * 86_400_000 + (index % 3) * 11 * 60_000);
  return {
    id: `reading-${index}`,
    by: "gaugebot",
    at: at.toISOString().slice(0, 16),
    says: `Reading ${index}: ${210 + ((index * 37) % 90)} cm at the lower gate`,
    as: "m.notice",
  } as const;
}).flatMap((reading, index): Told[] =>
  index % 5 === 0 ? [reading, { likes: reading.id, key: "👀", by: "ada", at: reading.at }] : [reading],
);

/** Of a room that is not open: none of it may be found anywhere. */
export const committee: readonly Told[] = [
  {
    id: "fee",
    by: "ada",
    at: "2023-01-10T10:00",
    says: "The lock fee goes up, keep the word halcyonberth to yourselves",
  },
];
