import type { Schema } from "hast-util-sanitize";
import { droppedTags, linkSchemes, type AllowedAttribute } from "./allow-list.ts";

/** A schema for `sanitize` that holds what is passed and none of the library's own defaults. */
export function schemaFor(
  tagNames: readonly string[],
  attributes: { readonly [tagName: string]: readonly AllowedAttribute[] },
): Schema {
  return {
    tagNames: [...tagNames],
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([tag, allowed]) => [tag, allowed.map(toDefinition)]),
    ),
    protocols: { href: [...linkSchemes], src: ["mxc"] },
    strip: [...droppedTags].filter((tag) => !tagNames.includes(tag)),
    ancestors: {},
    required: {},
    clobber: [],
    clobberPrefix: "",
    allowComments: false,
    allowDoctypes: false,
  };
}

function toDefinition(attribute: AllowedAttribute): string | [string, RegExp] {
  return typeof attribute === "string" ? attribute : [attribute[0], attribute[1]];
}
