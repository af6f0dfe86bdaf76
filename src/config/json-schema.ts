import { z } from "zod";
import { configSchema } from "./schema.ts";

/** The part of JSON Schema that ours uses. */
export type KeySchema = {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, KeySchema>>;
  readonly items?: KeySchema;
};

/** The JSON Schema (2020-12) of `daybook.yaml` for editors, from the same source as the parser. */
export function configJsonSchema(): KeySchema {
  const { $schema, ...schema } = z.toJSONSchema(configSchema, { io: "input" });
  return { $schema, title: "Configuration of Daybook", ...schema } as KeySchema;
}

/** The keys a mapping at this path may have; empty when no mapping is expected there. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  let schema: KeySchema | undefined = configJsonSchema();
  for (const step of path) schema = typeof step === "number" ? schema?.items : schema?.properties?.[String(step)];
  return Object.keys(schema?.properties ?? {});
}

/** Every key with its whole path, `rooms[].slug` for keys of list entries. */
export function allKeyPaths(schema: KeySchema = configJsonSchema(), prefix = ""): readonly string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, child]) => [
    prefix + key,
    ...allKeyPaths(child, `${prefix}${key}.`),
    ...allKeyPaths(child.items ?? {}, `${prefix}${key}[].`),
  ]);
}
