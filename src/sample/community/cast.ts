import { sampleUserId } from "#sample/sample-ids.ts";
import type { UserId } from "#matrix/ids.ts";

export type Person = { readonly userId: UserId; readonly displayName: string };

/** The people of Tidewater, all of them invented, under the names that scripts use. */
export const cast: Readonly<Record<string, Person>> = {
  mara: person("mara", "Mara"),
  jonas: person("jonas", "Jonas"),
  ines: person("ines", "Inês"),
  tomasz: person("tomasz", "Tomasz"),
  friederike: person("friederike", "Friederike"),
  padraig: person("padraig", "Pádraig"),
  yuki: person("yuki", "ゆき"),
  wen: person("wen", "文 Wen"),
  leila: person("leila", "ليلى"),
  noam: person("noam", "נועם"),
  adaeze: person("adaeze", "Adaeze"),
  siv: person("siv", "Siv"),
  bo: person("captain_bo", "Captain Bo"),
  kit: person("kit", "kit"),
  rosalind: person("rosalind", "Rosalind"),
  bot: person("almanac-bot", "Almanac bot"),
};

/** Throws for a name that is not in the cast. */
export function personNamed(name: string): Person {
  const found = cast[name];
  if (found === undefined) throw new Error(`Nobody in the cast is called "${name}"`);
  return found;
}

function person(localpart: string, displayName: string): Person {
  return { userId: sampleUserId(`@${localpart}:tidewater.example`), displayName };
}
