import { enAbout } from "./en-about.ts";
import { enLines } from "./en-lines.ts";

/** Every word of the interface, in English. `{name}` marks what is filled in. */
export const en = {
  ...enLines,
  ...enAbout,

  skipToContent: "Skip to the text",
  search: "Search",
  about: "About",
  edited: "edited",

  // Every page
  site: "Site",
  whereYouAre: "Where you are",
  publicArchiveOfRoom: "This is a public archive of a public room, copied from Matrix.",
  publicArchive: "This is a public archive of public rooms, copied from Matrix.",
  aboutThisArchive: "About this archive",
  whyPublic: "Why this is public, and how to have something removed",
  contact: "Contact",
  report: "Report this page",
  notIndexed: "This page asks search engines not to list it.",
  messagesOne: "{count} message",
  messagesOther: "{count} messages",
  daysOne: "{count} day",
  daysOther: "{count} days",
  roomsOne: "{count} room",
  roomsOther: "{count} rooms",
  votesOne: "{count} vote",
  votesOther: "{count} votes",
  // Home and room
  roomsHeading: "Rooms",
  filterRooms: "Show rooms whose name or topic has",
  roomsLeft: "Rooms shown: {count}",
  noRooms: "Nothing is published here yet.",
  noMessages: "Nothing to read yet",
  activityByMonth: "Messages in each of the last twelve months: {months}.",
  monthCount: "{month} {count}",
  latestDays: "Latest days",
  allYears: "Year by year",
  whatIsMissing: "What is missing",
  joinRoom: "Join this room",
  aboutRoom: "About this room",
  searchRoom: "Search this room",
  searchAll: "Search every room",
  feed: "Feed",
  // Year and month
  monthsHeading: "Month by month",
  dayByDay: "Day by day",
  earlier: "Earlier",
  later: "Later",
  yearsNearby: "Years before and after",
  monthsNearby: "Months before and after",
  // Day
  daysNearby: "Days before and after",
  timesInUtc: "All times are in UTC.",
  timesInZone: "Times are shown for {zone}.",
  showMyZone: "Show my time",
  showUtc: "Show UTC",
  partsOfDay: "Parts of this day",
  readOn: "Read on",
  moreParts: "More of this day",
  messagesHeading: "Messages",
  openInMatrix: "Open this day in Matrix",
  longMessage: "A long message: show all of it",
  missingAnchor:
    "The message this link leads to is not on this page. It may have been removed, or be in another part of this day.",
  reactions: "Reactions",
  // Search
  searchFor: "Words to look for",
  searchIn: "Room",
  searchYear: "Year",
  searchOrder: "Order",
  everyRoom: "Every room",
  everyYear: "Every year",
  orderBest: "Best match first",
  orderNewest: "Newest first",
  orderOldest: "Oldest first",
  searchHint:
    "Put words in “quotation marks” to find them side by side. from:name, before:2025-06, after:2025-01 and has:link (or code, image, file) narrow the search down.",
  searchResults: "What was found",
  searchNeedsScript:
    "The search on this page needs scripts, which are switched off. There are two ways on without them.",
  searchByCalendar: "Browse a room by its calendar:",
  searchByEngine: "Or use a search engine, and put this before your words:",
  // Not found
  notFoundHeading: "There is no page here",
  notFoundText: "The address may be mistyped, nothing was said that day, or what was here has been removed.",
  notFoundWaysOn: "These rooms can be read:",
  // Keyboard
  keyboard: "Keyboard",
  keyboardHeading: "Reading with the keyboard",
  keyNextMessage: "Next message",
  keyPreviousMessage: "Previous message",
  keyPreviousPage: "Earlier day, month or year",
  keyNextPage: "Later day, month or year",
  keySearch: "Search",
  keyHelp: "This list",
  keysOn: "Use these keys",
  close: "Close",
} as const;

export type Strings = { readonly [key in keyof typeof en]: string };
