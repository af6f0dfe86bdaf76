/** What the search page says while it works, in one language. `{name}` marks what is filled in. */
export type SearchWords = {
  readonly searching: string;
  /** Some of the index's parts were looked through. */
  readonly searchingOn: string;
  /** All shards were looked through. */
  readonly foundAll: string;
  readonly foundOneAll: string;
  /** There may be more. */
  readonly foundSome: string;
  readonly foundOneSome: string;
  readonly foundNoneYet: string;
  readonly foundNone: string;
  /** Something was typed, but nothing that the index could know. */
  readonly noWords: string;
  readonly more: string;
  readonly everyRoom: string;
  readonly everyYear: string;
  readonly everybody: string;
  readonly everyKind: string;
  readonly waysOn: string;
  readonly fewerWords: string;
  readonly noQuotes: string;
  readonly calendar: string;
  readonly calendarOfRoom: string;
  readonly unknownRoom: string;
  readonly failed: string;
  readonly unsupported: string;
  readonly tryAgain: string;
};

const en: SearchWords = {
  searching: "Searching …",
  searchingOn: "Searching … {done} of {total} parts looked through.",
  foundAll: "{count} messages found.",
  foundOneAll: "One message found.",
  foundSome: "At least {count} messages found.",
  foundOneSome: "At least one message found.",
  foundNoneYet: "Nothing found in the days searched so far. There are more.",
  foundNone: "Nothing found.",
  noWords: "Type a word: signs alone are not searched for.",
  more: "Look for more",
  everyRoom: "Search every room",
  everyYear: "Search every year",
  everybody: "Search what everybody said",
  everyKind: "Search messages of every kind",
  waysOn: "Ways on:",
  fewerWords: "Use fewer words: all of them must have been said on the same day.",
  noQuotes: "Leave out the quotation marks: the words may stand in another order.",
  calendar: "Browse the rooms by their calendars",
  calendarOfRoom: "Browse this room by its calendar",
  unknownRoom: "There is no room “{room}” to search. There are: {rooms}.",
  failed: "The search did not work: a part of its index could not be loaded. The pages can still be read and browsed.",
  unsupported: "This browser cannot run the search. The pages can still be read and browsed.",
  tryAgain: "Try again",
};

const de: SearchWords = {
  searching: "Suche läuft …",
  searchingOn: "Suche läuft … {done} von {total} Teilen durchgesehen.",
  foundAll: "{count} Nachrichten gefunden.",
  foundOneAll: "Eine Nachricht gefunden.",
  foundSome: "Mindestens {count} Nachrichten gefunden.",
  foundOneSome: "Mindestens eine Nachricht gefunden.",
  foundNoneYet: "In den bisher durchsuchten Tagen nichts gefunden. Es gibt noch weitere.",
  foundNone: "Nichts gefunden.",
  noWords: "Es fehlt ein Wort: Zeichen allein werden nicht gesucht.",
  more: "Weitersuchen",
  everyRoom: "In allen Räumen suchen",
  everyYear: "In allen Jahren suchen",
  everybody: "Bei allen Absendern suchen",
  everyKind: "In Nachrichten aller Art suchen",
  waysOn: "So geht es weiter:",
  fewerWords: "Weniger Wörter: Alle müssen am selben Tag gefallen sein.",
  noQuotes: "Ohne Anführungszeichen: Die Wörter dürfen dann anders stehen.",
  calendar: "In den Kalendern der Räume blättern",
  calendarOfRoom: "Im Kalender dieses Raums blättern",
  unknownRoom: "Es gibt keinen Raum „{room}“ zu durchsuchen. Es gibt: {rooms}.",
  failed:
    "Die Suche ging nicht: Ein Teil ihres Verzeichnisses ließ sich nicht laden. Lesen und Blättern geht weiterhin.",
  unsupported: "Dieser Browser kann die Suche nicht ausführen. Lesen und Blättern geht weiterhin.",
  tryAgain: "Noch einmal versuchen",
};

const tables: Readonly<Record<string, SearchWords>> = { en, de };

/** The table of the page's language, English where there is none. */
export function searchWordsFor(language: string): SearchWords {
  return tables[language.split("-")[0]?.toLowerCase() ?? "en"] ?? en;
}

/** Puts values into a phrase. */
export function fillIn(phrase: string, values: Readonly<Record<string, string>>): string {
  return phrase.replace(/\{(\w+)\}/gu, (mark, name: string) => values[name] ?? mark);
}
