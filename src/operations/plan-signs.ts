/** What of a room's state tells people about it. */
export type RoomTexts = {
  readonly name: string | undefined;
  readonly topic: string | undefined;
  /** Of all its aliases. */
  readonly aliases: readonly string[];
};

/** Whole words that rooms for insiders carry; rooms for everyone may too, so they only raise a question. */
const insiderWords: ReadonlySet<string> = new Set(
  (
    "admin admins administration administrators mod mods moderation moderator moderators operators ops orga organisers " +
    "organizers staff steering stewards volunteers board committee council vorstand confidential internal intern private " +
    "privat helpdesk incident security support"
  ).split(" "),
);

/** True when name, topic or alias read like a room for insiders: people there may not expect the whole web. */
export function looksInternal({ name = "", topic = "", aliases }: RoomTexts): boolean {
  // The server's name says nothing about one of its rooms.
  const localParts = aliases.map((alias) => alias.slice(1).split(":", 1)[0]);
  const words = [name, topic, ...localParts]
    .join(" ")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return words.some((word) => insiderWords.has(word));
}

/** True when a room's topic names the site, with or without the scheme; a page below it counts too. */
export function linksToSite(topic: string | undefined, siteUrl: string): boolean {
  const { host, pathname } = new URL(siteUrl);
  const address = `${host}${pathname.replace(/\/$/, "")}`;
  return new RegExp(`(?<![\\w.-])${RegExp.escape(address)}(?![\\w-]|\\.\\w)`, "i").test(topic ?? "");
}
