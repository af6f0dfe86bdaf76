/** Why an entry cannot be used as a user id or glob, as what to write instead; undefined when it can. */
export function optOutProblem(entry: string): string | undefined {
  if (/\s/.test(entry)) return "one user id or glob an entry, without spaces";
  if (!/^[@*?]/.test(entry)) return `a whole user id or glob, such as "@alice:example.org" or "*:example.org"`;
  if (/^[@*?:]*$/.test(entry)) return "a narrower glob: this one matches everyone";
  if (entry.includes(".*")) return "* alone for any text (globs know * and ? only, no regular expressions)";
  if (/\[[^\]]-[^\]]\]|\{[^}]*,[^}]*\}/.test(entry)) return "globs with * and ? only: sets in [ ] or { } are not known";
  if (!/[*?]/.test(entry) && !entry.includes(":")) return `the server too, such as "${entry}:example.org"`;
  return Buffer.byteLength(entry) > 255 ? "at most 255 bytes, as user ids have" : undefined;
}

export type OptOutLine = { readonly line: number; readonly entry: string };

/** The entries of an opt-out file with their lines: one id or glob a line, empty lines and lines with `#` left out. */
export function parseOptOutFile(text: string): readonly OptOutLine[] {
  return text
    .replace(/^\u{FEFF}/u, "")
    .split(/\r?\n/)
    .map((line, index) => ({ line: index + 1, entry: line.trim() }))
    .filter(({ entry }) => entry !== "" && !entry.startsWith("#"));
}
