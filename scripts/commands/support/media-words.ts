import type { MediaReport } from "#crawl/media/crawl-media.ts";
import type { MediaRefusal } from "#lib/safe-media.ts";
import type { MediaCount } from "#store/media-records.ts";
import { formatBytes, formatCount, formatNumber } from "./format.ts";
import { detail, type ReportLine } from "./report-line.ts";

/** Why a file is not copied, for operators. */
const refusalWords: Readonly<Record<MediaRefusal, string>> = {
  "too-large": "larger than media.perFile",
  "wrong-type": "of a type that is not published",
  broken: "broken",
  "too-many-pixels": "too many pixels",
  "too-slow": "took too long to make safe",
  encrypted: "encrypted",
  gone: "gone from the server",
  failed: "could not be fetched yet",
  policy: "not wanted by the room's key media",
  "room-full": "the room has media.perRoom",
  "site-full": "the site has media.total",
  quarantined: "removed on the server after they were copied",
};

/** What a crawl did with files: a line, and beneath it what it did not copy. */
export function mediaReportLines(media: MediaReport | undefined): readonly ReportLine[] {
  if (media === undefined) return [];
  const { fetched, fetchedBytes, kept, failed, quarantined, refused, problem } = media;
  const arrived =
    fetched === 0 ? "none fetched" : `${formatCount(fetched, "file")} fetched, ${formatBytes(fetchedBytes)}`;
  const refusals = Object.entries(refused) as [MediaRefusal, number][];
  return [
    { mark: problem === undefined ? "good" : "warn", text: `  media: ${arrived}, ${formatNumber(kept)} newly shown` },
    ...(failed === 0
      ? []
      : [detail("warn", `${formatCount(failed, "file")} not fetched: asked for again by later crawls`)]),
    ...(quarantined === 0
      ? []
      : [detail("warn", `${formatCount(quarantined, "file")} deleted: ${refusalWords.quarantined}`)]),
    ...refusals.map(([reason, count]) => detail("plain", `not copied ${formatNumber(count)}: ${refusalWords[reason]}`)),
  ];
}

/** How the files of an archive stand. */
export function mediaStatusLines(counts: readonly MediaCount[]): readonly ReportLine[] {
  if (counts.length === 0) return [];
  const of = (state: MediaCount["state"]) => counts.filter((one) => one.state === state);
  const kept = of("kept");
  const size = kept.reduce((bytes, one) => bytes + one.sizeBytes, 0);
  const others = [...of("refused"), ...of("gone"), ...of("failed")];
  const waiting = filesOf(of("wanted"));
  return [
    {
      mark: "plain",
      text: `  media: ${formatCount(filesOf(kept), "file")} copied, ${formatBytes(size)} as they came${waiting === 0 ? "" : `; ${formatNumber(waiting)} wait for what shows them`}`,
    },
    ...others.flatMap(({ reason, files }) =>
      reason === undefined ? [] : [detail("plain", `not copied ${formatNumber(files)}: ${refusalWords[reason]}`)],
    ),
  ];
}

function filesOf(counts: readonly MediaCount[]): number {
  return counts.reduce((files, one) => files + one.files, 0);
}
