import type { Config } from "#config/config.ts";
import { openArchive } from "#archive/open-archive.ts";
import { listPublishedRooms } from "#archive/published-rooms.ts";
import type { EventId } from "#matrix/ids.ts";
import type { Store } from "#store/store.ts";
import { messageLinesPath } from "#view/urls.ts";
import { emitFile } from "./emit-file.ts";
import type { MonthOfLines } from "./emit-message-lines.ts";
import type { DrawnFile } from "./ledger.ts";

/** A month in its place; no file where no message is shown in it. */
export type WrittenMonth = MonthOfLines & { readonly files: readonly DrawnFile[] };

/** Hosts take files of 25 MiB; the last line that fits in ends a file. */
const fileLimitBytes = 25 * 1024 * 1024;

/** Puts months as JSON lines in the output folder, each read day by day. */
export async function writeMonths(
  store: Store,
  config: Config,
  months: readonly MonthOfLines[],
  { limitBytes = fileLimitBytes }: { readonly limitBytes?: number } = {},
): Promise<readonly WrittenMonth[]> {
  const archive = await openArchive({ config, store });
  const keys = new Map(
    (await listPublishedRooms(store, config)).map(({ config: { slug }, record }) => [slug, record.key]),
  );
  const written: WrittenMonth[] = [];
  for (const { slug, month } of months) {
    const key = keys.get(slug);
    const days = key === undefined ? [] : await store.readDaySummaries(key, { from: `${month}-01`, to: `${month}-31` });
    const files: DrawnFile[] = [];
    let [text, sizeBytes, drawnFrom] = ["", 0, new Set<EventId>()];
    const close = async () => {
      if (text === "") return;
      const file = await emitFile(config.output, messageLinesPath(slug, month, files.length + 1), text);
      files.push({ ...file, sources: await store.packSources([...drawnFrom]), media: [] });
      [text, sizeBytes, drawnFrom] = ["", 0, new Set()];
    };
    for (const { day } of days) {
      const { lines, drawnFrom: sources } = (await archive.messageLines(slug, day)) ?? { lines: [], drawnFrom: [] };
      for (const line of lines) {
        const lineBytes = Buffer.byteLength(line) + 1;
        if (sizeBytes + lineBytes > limitBytes) await close();
        text += `${line}\n`;
        sizeBytes += lineBytes;
        // A day that lies in two files counts for both.
        for (const eventId of sources) drawnFrom.add(eventId);
      }
    }
    await close();
    written.push({ slug, month, files });
  }
  return written;
}
