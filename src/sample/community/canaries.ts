/**
 * Words of the sample community that exist in no other place, in lower case. Tests look for them, whatever the case, in every
 * byte of a store and a site.
 */
export const communityCanaries: {
  /** Said, set or given as a reason while the gatherings' room was closed, or in the stewards' room: in no store, on no site. */
  readonly closed: readonly string[];
  /** In a message that was redacted since: the same. */
  readonly redacted: readonly string[];
  /** In a wording that a later edit replaced: on no site. */
  readonly superseded: readonly string[];
  /** In public messages: they must all be on the site. */
  readonly shown: readonly string[];
} = {
  closed: [
    "brindlewick",
    "marrowlamp",
    "thistlegate",
    "copperwren",
    "fernquist",
    "pebblegrove",
    "quillmarsh",
    "saltharrow",
    "larkspindle",
    "tollensund",
    "ottertin",
    "ledgermoth",
    "vellumcrane",
    "hobnailbrook",
  ],
  redacted: ["sprucekettle"],
  superseded: ["equinokks"],
  shown: ["low-water soup", "drum machine", "bathtub", "waving", "tape measure", "hermit crab"],
};
