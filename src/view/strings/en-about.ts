/** English: the pages that say what this archive is, and titles and sentences that pages are made of. */
export const enAbout = {
  // Titles and descriptions
  aboutTitle: "About {title}",
  searchTitle: "Search {title}",
  notFoundTitle: "No page here",
  partLabel: "part {number}",
  openingLine: "{author}: {text}",
  describeRoom: "{title}: {messages} on {days}, readable by everyone.",
  describeRoomEmpty: "{title}: nothing is published yet.",
  describePeriod: "What was said in {title} in {period}: {messages}.",
  describeDay: "{title}, {date}: {messages}.",
  describeAbout: "What {title} is, why it is public, and how to have something removed.",
  describeSearch: "Search what was said in {title}.",
  describeNotFound: "There is no page at this address.",
  feedTitle: "{title}: new days",
  reportSubject: "About {address}",
  reportAddress: "Address: {address}",
  reportEvent: "Event: {event}",
  reportQuestion: "What should happen to it? You need not say why.",
  // What is missing
  knownFrom: "History is known from {date}.",
  holeBetween: "Between {from} and {to} the server could not deliver everything that was said.",
  holeBefore: "Before {to} the server could not deliver everything that was said.",
  holeAfter: "After {from} the server could not deliver everything that was said.",
  holeSomewhere: "For a stretch of unknown length the server could not deliver everything that was said.",
  historyIncomplete: "The older history has not been copied yet.",
  // The site's About
  aboutWhat: "What this is",
  aboutWhatSite:
    "This is a public archive of public chat rooms on Matrix. It holds {rooms} and was made with Daybook from what anyone could read there without an account.",
  aboutWhatRules:
    "A message is here only if the room’s history was open to everyone when it was sent and still is, the operators of this site chose the room, and nobody asked for the message to be left out. Who opened a room, and when, is told on the page about that room:",
  aboutLeave: "How to be left out",
  aboutLeaveText:
    "Write to {contact}, name your Matrix account, and say that you wish to be left out. Everything you wrote leaves this site with the next update, quotes of it too, and nothing new is added.",
  aboutRemove: "How to have something removed",
  aboutRemoveInMatrix:
    "Remove the message in Matrix: it disappears here with the next update, with every quote and search entry, and leaves one line that says something was removed.",
  aboutRemoveByMail:
    "If you cannot do that yourself, write to {contact} with the address of the message or of the page; “Report” fills it in. You need not say why.",
  aboutClose: "How to take the whole room down",
  aboutCloseText:
    "A room’s administrators decide, and need not ask here: as soon as its history is no longer open to everyone, its settings refuse archives, or it bans the account that reads it, all its pages go with the next update.",
  aboutCopies:
    "What has been public may have been copied by others. Such copies cannot be recalled from here; search engines drop a removed page when they visit it again.",
  aboutEngines: "What search engines may do",
  aboutEnginesSome:
    "Rooms are hidden from search engines unless their operators decided otherwise; pages that are not to be listed say so at their foot. Feeds exist only for listed rooms.",
  aboutEnginesNone: "No room of this site is to be listed by search engines; every page says so.",
  aboutRights: "Whose words these are",
  aboutRightsText:
    "The messages belong to the people who wrote them. No licence to reuse them is claimed or granted here.",
  aboutTimes:
    "Days and times are in UTC. Nothing here needs a script to be read, sets a cookie, asks for an account or loads anything from elsewhere.",
  // A room's About
  aboutRoomWhat:
    "{title} is a public chat room on Matrix. This is a copy of what anyone could read there without an account.",
  aboutRoomSince: "It has been archived since {date}.",
  aboutRoomDelay: "A message appears here {delay} after it was sent at the earliest, so that moderators come first.",
  aboutRoomPseudonyms:
    "The names of its people are replaced by others. That hides them from readers and search engines, not from people in the room.",
  aboutRoomPseudonymsOf:
    "The names of people from {networks} are replaced by others. That hides them from readers and search engines, not from people in the room.",
  aboutWhy: "Why this can be read here",
  grantBy: "The history was opened to everyone by {name} on {date} ({event}).",
  grantByNobody: "The history was opened to everyone by a room administrator on {date} ({event}).",
  grantUnknown: "The history is open to everyone. Who opened it, and when, is not recorded.",
  grantEvent: "the event that did it",
  decisionText: "That the room is archived was decided by {by} on {date}: {why}",
  joinPublic: "Anyone may join the room.",
  joinKnock: "People may ask to join the room.",
  joinRestricted: "Members of certain other rooms may join the room.",
  joinInvite: "The room can be joined by invitation only.",
  aboutBridges: "Other networks",
  bridgeText: "The room is bridged to {channel} on {network}. {by} agreed to the archive on {date} ({evidence}).",
  bridgeEvidence: "where they did",
  aboutUpgrades: "Before it was upgraded",
  aboutUpgradesText:
    "The room was upgraded: its people went on in a new one. What was said in older ones can be read here too; each had to be opened by itself.",
  upgradeBy: "Until the upgrade on {date}: opened to everyone by {name} on {opened} ({event}).",
  upgradeUndated: "Until an upgrade: opened to everyone by {name} on {opened} ({event}).",
  aboutEarlier: "When it was open before",
  aboutEarlierText: "Whatever was said in between, while it was closed, is not here.",
  earlierFromTo: "From {from} to {to}: opened by {name} ({event}).",
  earlierOn: "On {from}: opened by {name} ({event}).",
  earlierFrom: "From {from}, the end not recorded: opened by {name} ({event}).",
  earlierDateUnknown: "a date not recorded",
  roomAdministrator: "a room administrator",
  aboutLeftOut: "What is left out, and why",
  aboutLeftOutText:
    "A copy of a room is not all of it. These are not here, and nothing tells how much of each there was:",
  leftClosed: "what was said while the history was not open to everyone, since it was not meant for everyone",
  leftSince: "what was said before {date}, where this archive begins",
  leftRemoved: "what its author, a moderator or this site removed, and the older wordings of edited messages",
  leftHidden: "what a moderator has hidden for the time being",
  leftPeople: "what people wrote who asked to be left out, quotes of it, and their names",
  leftPrivate:
    "places, calls, invitations and requests to join, and e-mail addresses and phone numbers in what was written, since they are private by nature",
  leftMembers: "who joined or left, and when",
  leftMembersElsewhere: "who joined or left, and when, but for rooms that show it",
  leftFiles: "pictures and files themselves; a line says that there was one",
  leftFullSizes: "pictures in full size, films, sounds and other files; a line says that there was one",
  leftUnfitFiles:
    "files that are too large, cannot be read, or are of a kind that can do harm; a line says that there was one",
  leftBanLists: "what people or servers wrote that are on the ban lists this site follows",
  leftOffRecord: "messages that begin with {mark}, by which their authors keep them off the record",
  aboutRoomEnginesYes: "Search engines may list the pages of this room.",
  aboutRoomEnginesNo: "Search engines are asked not to list the pages of this room.",
  aboutWholeSite: "More is said on the page {site}.",
  delayHoursOne: "{count} hour",
  delayHoursOther: "{count} hours",
  delayMinutesOne: "{count} minute",
  delayMinutesOther: "{count} minutes",
} as const;
