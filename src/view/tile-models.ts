import type { SafeHtml } from "#message/safe-html.ts";
import type { MediaView, SmallPicture } from "./media-models.ts";

export type { SafeHtml };

/** What stands between the head and the foot of a day page, in order. */
export type DayPageEntry = MessageGroup | RemovedRun | MemberRun | LineTile | HourMark | Pause;

/** Consecutive messages of one sender within ten minutes share one head. */
export type MessageGroup = {
  readonly kind: "group";
  readonly sender: SenderView;
  readonly messages: readonly MessageTile[];
  /** A long run of a machine's notices: how many follow the first one, which unfold. Absent: all are open. */
  readonly moreNotices?: string;
};

/** Where an hour of a busy page begins, to jump to: "h14" and "14:00". */
export type HourMark = { readonly kind: "hour"; readonly id: string; readonly iso: string; readonly label: string };

/** How long nobody said anything. */
export type Pause = { readonly kind: "pause"; readonly text: string };

export type SenderView = {
  readonly name: string;
  /** Full Matrix id, shown as title; undefined where it must not be shown. */
  readonly userId: string | undefined;
  /** The bridged network that the id names. Absent: none. */
  readonly network?: string;
  /** Beside the name where the page has others of that name: the id, or a number where that must not be shown. Absent: none has. */
  readonly tag?: string;
  /** First letter or sign of the name. */
  readonly initial: string;
  /** Stands in the place of `initial`. Absent: none. */
  readonly avatar?: SmallPicture;
  /** 0 to 11, steady for an id. */
  readonly hue: number;
};

export type TimeView = {
  /** ISO 8601 in UTC, for `datetime`. */
  readonly iso: string;
  /** "14:03". */
  readonly label: string;
  /** False: the clock of the sender's server was impossible; the label says so. */
  readonly trusted: boolean;
};

export type MessageTile = {
  /** The short id: the element's id and the permalink's fragment. */
  readonly id: string;
  /** Its Matrix id; undefined where names are hidden, since it leads to its sender. */
  readonly eventId: string | undefined;
  /** The room in which it was said, where the page's messages are of several. Absent: the page's links name the room. */
  readonly roomId?: string;
  readonly time: TimeView;
  /** Its place in its day, where the page is another one. Absent: here. */
  readonly href?: string;
  /** "Permalink to Ann's message, 14:03". */
  readonly permalinkLabel: string;
  readonly body: TileBody;
  readonly edited: boolean;
  readonly reply: QuoteView | undefined;
  readonly thread: ThreadView | undefined;
  readonly reactions: readonly {
    readonly key: string;
    readonly count: number;
    readonly label: string;
    /** Stands in the place of `key`. */
    readonly picture?: SmallPicture;
  }[];
};

export type TileBody =
  | { readonly kind: "text" | "notice"; readonly html: SafeHtml; readonly long: boolean }
  | { readonly kind: "emote"; readonly html: SafeHtml; readonly name: string; readonly long: boolean }
  | {
      readonly kind: "poll";
      readonly question: string;
      readonly answers: readonly {
        readonly text: string;
        readonly votes: number | undefined;
        readonly percent: number;
      }[];
      readonly status: string;
    }
  /** At least one of the files can be shown. */
  | { readonly kind: "media"; readonly items: readonly MediaView[]; readonly captionHtml: SafeHtml | undefined }
  /** Everything else: one honest line, and the caption of a file that is not here. */
  | { readonly kind: "line"; readonly text: string; readonly captionHtml: SafeHtml | undefined };

export type QuoteView =
  | {
      readonly kind: "shown";
      readonly author: string;
      /** As in `SenderView`. */
      readonly tag?: string;
      readonly hue: number;
      readonly text: string;
      readonly href: string;
    }
  | { readonly kind: "not-shown"; readonly text: string };

export type ThreadView = { readonly kind: "root" | "reply"; readonly text: string; readonly href: string | undefined };

/** A run of removed messages: each keeps its anchor. */
export type RemovedRun = { readonly kind: "removed"; readonly ids: readonly string[]; readonly text: string };

/** Who came, went or changed their profile, in one line that unfolds; never searched, never quoted by search engines. */
export type MemberRun = { readonly kind: "members"; readonly text: string; readonly lines: readonly LineTile[] };

/** A thin line: topic, name, upgrade, visibility, anything that is no message. */
export type LineTile = {
  readonly kind: "line";
  readonly id: string;
  readonly time: TimeView;
  readonly permalinkLabel: string;
  readonly text: string;
  /** Another room of this archive, to which the line leads at its end. Absent: none. */
  readonly link?: { readonly href: string; readonly label: string };
};
