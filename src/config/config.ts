import type { CalendarDay } from "#lib/calendar-day.ts";
import type { RoomAlias, RoomId } from "#matrix/ids.ts";

/** The whole configuration, checked and with every default filled in. Frozen; nothing below reads the environment. */
export type Config = {
  readonly site: SiteConfig;
  readonly homeserver: HomeserverConfig;
  readonly rooms: readonly RoomConfig[];
  readonly spaces: readonly { readonly space: RoomId | RoomAlias }[];
  readonly publication: PublicationConfig;
  readonly media: { readonly perFileBytes: number; readonly perRoomBytes: number; readonly totalBytes: number };
  /** Absolute folder paths. */
  readonly store: string;
  readonly output: string;
};

export type SiteConfig = {
  /** Absolute address with trailing slash; its path is the base path. */
  readonly url: string;
  readonly title: string;
  readonly description: string;
  /** BCP 47 tag. */
  readonly language: string;
  /** `mailto:` or `https:`. */
  readonly contact: string;
  readonly agents: "allow" | "deny";
  readonly mediaUrl: string | undefined;
  readonly logo: string | undefined;
  readonly accent: string | undefined;
  readonly legal: readonly { readonly label: string; readonly url: string }[];
  readonly extra: string | undefined;
  readonly markdown: boolean;
  readonly jsonLines: boolean;
};

export type HomeserverConfig = {
  /** One of the two is set: the base address, or the server name for well-known discovery. */
  readonly url: string | undefined;
  readonly name: string | undefined;
  /** Absolute path; the token itself is never part of the configuration. */
  readonly tokenFile: string | undefined;
  readonly parallel: number;
};

export type NamesMode = "display" | "pseudonym";

export type RoomConfig = {
  readonly room: RoomId | RoomAlias;
  /** Given or derived from the alias; fixed for ever once published. */
  readonly slug: string;
  readonly title: string | undefined;
  readonly index: boolean;
  readonly media: "none" | "thumbnails" | "full";
  readonly since: CalendarDay | undefined;
  readonly decision: { readonly by: string; readonly on: CalendarDay; readonly why: string } | undefined;
  readonly bridges: readonly BridgeConsent[];
  readonly via: readonly string[];
  readonly contact: string | undefined;
  readonly language: string | undefined;
  readonly threads: number;
  readonly membership: "hide" | "fold";
  readonly offRecord: string | undefined;
  /** The room's own or the site's. */
  readonly delayMs: number;
  readonly names: NamesMode;
  readonly follow: boolean;
};

export type BridgeConsent = {
  readonly network: string;
  readonly channel: string;
  readonly agreedBy: string;
  readonly on: CalendarDay;
  readonly evidence: string;
  /** "pseudonym": its people appear under aliases, also where the room's others do not. Absent: as the room has it. */
  readonly names?: NamesMode | undefined;
};

export type PublicationConfig = {
  readonly delayMs: number;
  readonly names: NamesMode;
  /** User ids or globs, those of `optOutFile` included. */
  readonly optOut: readonly string[];
  readonly policyLists: readonly (RoomId | RoomAlias)[];
  readonly sweepMs: number;
  readonly brake: { readonly share: number; readonly events: number };
};
