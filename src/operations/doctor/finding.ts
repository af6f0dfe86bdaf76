/** Something that is not as it should be, and what to do about it. */
export type Finding = {
  readonly about: "server" | "store" | "rooms" | "files" | "links" | "hosts";
  /** "bad": something is broken or lost. "warn": it works, and will not for long, or not everywhere. */
  readonly severity: "bad" | "warn";
  readonly says: string;
  readonly fix: string;
};

export type DoctorReport = {
  /** What was looked at, however much was found. */
  readonly looked: { readonly files: number; readonly links: number };
  readonly findings: readonly Finding[];
};

const namedAtMost = 5;

/** `12 files are missing: a, b, c and 9 more`, for lists that may be long. */
export function named(items: readonly string[]): string {
  const more = items.length - namedAtMost;
  return items.slice(0, namedAtMost).join(", ") + (more > 0 ? ` and ${more.toLocaleString("en")} more` : "");
}
