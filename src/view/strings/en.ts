/** Every word of the interface, in English. `{name}` marks what is filled in. */
export const en = {
  skipToContent: "Skip to the text",
  search: "Search",
  about: "About",
  edited: "edited",
} as const;

export type Strings = { readonly [key in keyof typeof en]: string };
