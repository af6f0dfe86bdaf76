import { en, type Strings } from "./en.ts";

const tables: Readonly<Record<string, Strings>> = { en };

/** The table of a language tag; its primary language decides, English where there is none. */
export function stringsFor(language: string): Strings {
  return tables[language.split("-")[0]?.toLowerCase() ?? "en"] ?? en;
}
