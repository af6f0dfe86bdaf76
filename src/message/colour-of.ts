/** Names that `font color` had before style sheets (HTML 4.01, "Colors"), and those that clients offered beside them. */
const named: ReadonlyMap<string, string> = new Map([
  ["black", "#000000"],
  ["silver", "#c0c0c0"],
  ["gray", "#808080"],
  ["grey", "#808080"],
  ["white", "#ffffff"],
  ["maroon", "#800000"],
  ["red", "#ff0000"],
  ["purple", "#800080"],
  ["fuchsia", "#ff00ff"],
  ["magenta", "#ff00ff"],
  ["green", "#008000"],
  ["lime", "#00ff00"],
  ["olive", "#808000"],
  ["yellow", "#ffff00"],
  ["navy", "#000080"],
  ["blue", "#0000ff"],
  ["teal", "#008080"],
  ["aqua", "#00ffff"],
  ["cyan", "#00ffff"],
  ["orange", "#ffa500"],
  ["pink", "#ffc0cb"],
  ["brown", "#a52a2a"],
  ["gold", "#ffd700"],
  ["violet", "#ee82ee"],
]);

/** A colour in the one form that the specification has, `#rrggbb`, in lower case; undefined for anything else. */
export function colourOf(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const word = value.trim().toLowerCase();
  return /^#[\da-f]{6}$/.test(word) ? word : named.get(word);
}
