import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Archive } from "#archive.ts";
import { openArchive } from "#archive/open-archive.ts";
import { compileSite } from "#build/compile-site.ts";
import { openRenderPool } from "#build/render-pool.ts";
import type { Config } from "#config/config.ts";
import { partsOfDay } from "#lib/calendar-day.ts";
import type { Store } from "#store/store.ts";
import type { DayPage } from "#view/models.ts";
import { dayPath, filePathFor } from "#view/urls.ts";
import { medianCosts, type Cost } from "../cpu.ts";
import type { Figure } from "../figures.ts";
import { assertSamePages } from "./assert-same-pages.ts";
import { benchDays, type BenchDay } from "./bench-days.ts";
import { dayTemplate } from "./day-template.ts";

export type Rendering = {
  /** Built before, so that days know their neighbours. */
  readonly store: Store;
  readonly config: Config;
  /** For what is written and thrown away. */
  readonly folder: string;
  readonly rounds: number;
};

type Way = "write" | "read" | "model" | "template" | "oneWorker" | "twoWorkers" | "withTwins";

/**
 * Day pages, without their text twins, by ways that share what they can: their bytes alone, the stored days alone, the models alone, the models through a
 * template literal, and through our compiled pages on one worker and on two. Whoever writes begins with an empty folder.
 */
export async function measureRendering({
  store,
  config: { site, ...rest },
  folder,
  rounds,
}: Rendering): Promise<readonly Figure[]> {
  const config: Config = { ...rest, site: { ...site, markdown: false } };
  const { entryFile } = await compileSite(config.site.url, store.folder);
  const archive = await openArchive({ config, store });
  const days = await benchDays(store);
  const poolOf = (count: number, markdown = false) => {
    const output = join(folder, `workers-${count}${markdown ? "-with-twins" : ""}`);
    const settings = {
      config: { ...config, site: { ...site, markdown }, output },
      storeFolder: store.folder,
      entryFile,
    };
    return { output, pool: openRenderPool(store, settings, { least: count, most: count }) };
  };
  const [one, two, twins] = [poolOf(1), poolOf(2), poolOf(1, true)];
  const renderWith = async ({ output, pool }: typeof one): Promise<void> => {
    await rm(output, { recursive: true, force: true });
    for await (const files of pool.render(days.map(({ slug, day }) => dayPath(slug, day)))) void files;
  };
  const templates = join(folder, "template");
  const texts = new Map<BenchDay, string>();
  for (const day of days) texts.set(day, dayTemplate(await modelOf(archive, day)));
  try {
    const costs = await medianCosts<Way>(
      {
        write: () => writePages(join(folder, "raw"), days, async (day) => texts.get(day) ?? ""),
        read: async () => {
          for (const { room, day } of days) await store.readDay(room, day);
        },
        model: async () => {
          for (const day of days) await modelOf(archive, day);
        },
        template: () => writePages(templates, days, async (day) => dayTemplate(await modelOf(archive, day))),
        oneWorker: () => renderWith(one),
        twoWorkers: () => renderWith(two),
        withTwins: () => renderWith(twins),
      },
      rounds,
    );
    await assertSamePages(
      days.map((day) => ({ ours: join(two.output, fileOf(day)), template: join(templates, fileOf(day)) })),
    );
    return figuresOf(costs);
  } finally {
    await Promise.all([one, two, twins].map(({ pool }) => pool.close()));
  }
}

async function modelOf(archive: Archive, { slug, day }: BenchDay): Promise<DayPage> {
  const { year, month, date } = partsOfDay(day);
  const page = await archive.dayPage({ room: slug, year, month, day: date });
  if (page === undefined) throw new Error(`${slug} has no page for ${day}`);
  return page;
}

async function writePages(
  folder: string,
  days: readonly BenchDay[],
  textOf: (day: BenchDay) => Promise<string>,
): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const day of days) {
    const file = join(folder, fileOf(day));
    const text = await textOf(day);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

function fileOf({ slug, day }: BenchDay): string {
  return filePathFor(dayPath(slug, day));
}

function figuresOf({
  write,
  read,
  model,
  template,
  oneWorker,
  twoWorkers,
  withTwins,
}: Record<Way, Cost>): readonly Figure[] {
  return [
    {
      what: "CPU of our pages on one worker ÷ template literal",
      measured: oneWorker.cpuMs / template.cpuMs,
      atMost: 3,
    },
    {
      what: "CPU of our pages on two workers ÷ template literal",
      measured: twoWorkers.cpuMs / template.cpuMs,
      atMost: 3,
    },
    {
      what: "the same without the models that both print, one worker",
      measured: (oneWorker.cpuMs - model.cpuMs) / (template.cpuMs - model.cpuMs),
    },
    { what: "time of two workers ÷ one worker", measured: twoWorkers.wallMs / oneWorker.wallMs },
    {
      what: "CPU of pages with their text twins ÷ pages alone, one worker",
      measured: withTwins.cpuMs / oneWorker.cpuMs,
    },
    { what: "CPU of the models ÷ template literal, models included", measured: model.cpuMs / template.cpuMs },
    { what: "CPU of reading and parsing ÷ template literal", measured: read.cpuMs / template.cpuMs },
    { what: "CPU of writing the files ÷ template literal", measured: write.cpuMs / template.cpuMs },
  ];
}
