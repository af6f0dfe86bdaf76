/** Types, by their stable names, that say nothing to readers; what each is for stands beside it. */
const silentTypes: ReadonlySet<string> = new Set([
  // What these say shows at the message they point at.
  "m.reaction",
  "m.room.redaction",
  "m.poll.response",
  "m.poll.end",
  "m.visibility",
  // The line of `m.beacon_info` says that a place is shared; these repeat it with each step.
  "m.beacon",
  // Read by the archive's own rules.
  "m.room.archive_controls",
  "m.room.retention",
  "m.room.robots",
  "io.element.functional_members",
  "m.bridge",
  "m.space.child",
  "m.space.parent",
  // Settings and traffic between programs.
  "m.dummy",
  "m.room.aliases",
  "m.room.image_pack",
  "m.room.message.feedback",
  "m.room.plumbing",
  "m.room.related_groups",
  "m.room.third_party_invite",
  "org.matrix.dummy_event",
  "org.matrix.room.preview_urls",
]);

/** Families of types: verification, all of a call but its invitation, MatrixRTC, import markers, options of bots. */
const silentFamilies =
  /^m\.key\.|^m\.call\.(?!invite$)|^m\.rtc\.|^org\.matrix\.msc(?:2716|3401|4075|4143)\.|\.bot\.options$/;

/** True for service events (requirement "service events are not shown"). Takes the stable name of a type. */
export function isSilentType(type: string): boolean {
  return silentTypes.has(type) || silentFamilies.test(type);
}

/** True for kinds of `m.room.message` that are no one's words to the room. */
export function isSilentMsgtype(msgtype: unknown): boolean {
  return msgtype === "m.server_notice" || msgtype === "m.key.verification.request";
}
