import type { CalendarDay } from "#lib/calendar-day.ts";
import type { SearchDay } from "#view/search-day.ts";
import type {
  AboutPage,
  DayPage,
  Feed,
  HomePage,
  MonthPage,
  MovedPage,
  NotFoundPage,
  MessageLines,
  RemovalPage,
  RoomPage,
  SearchPage,
  TextTwin,
  ThreadPage,
  YearPage,
} from "#view/models.ts";

/** Address parameters as routes deliver them: unchecked text. */
export type RouteParams = { readonly [name: string]: string | undefined };

/**
 * The reading side behind one interface: what pages and the build ask for. Every answer passed the verdict first. A verb
 * answers undefined when nothing may be shown at such an address.
 */
export interface Archive {
  homePage(): Promise<HomePage>;
  aboutPage(): Promise<AboutPage>;
  searchPage(): Promise<SearchPage>;
  notFoundPage(): Promise<NotFoundPage>;
  /** `removed`: what has gone, as the last part of its route says it. */
  removalPage(params: RouteParams): Promise<RemovalPage | undefined>;
  roomPage(params: RouteParams): Promise<RoomPage | undefined>;
  roomAboutPage(params: RouteParams): Promise<AboutPage | undefined>;
  roomSearchPage(params: RouteParams): Promise<SearchPage | undefined>;
  yearPage(params: RouteParams): Promise<YearPage | undefined>;
  monthPage(params: RouteParams): Promise<MonthPage | undefined>;
  dayPage(params: RouteParams): Promise<DayPage | undefined>;
  /** The page of a day as Markdown; undefined also where the room has none. */
  dayTwin(params: RouteParams): Promise<TextTwin | undefined>;
  messageLines(slug: string, day: CalendarDay): Promise<MessageLines | undefined>;
  /** `root`: the short id of its first message. "moved": it has too few replies for a page of its own. */
  threadPage(params: RouteParams): Promise<ThreadPage | MovedPage | undefined>;
  /** undefined: language models are told nothing of the site. */
  llmsText(): Promise<string | undefined>;
  siteFeed(): Promise<Feed | undefined>;
  roomFeed(slug: string): Promise<Feed | undefined>;
  searchDay(slug: string, day: CalendarDay): Promise<SearchDay | undefined>;
}
