import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { allKeyPaths, configJsonSchema, type KeySchema } from "#config/json-schema.ts";
import { parseConfig } from "#config/parse-config.ts";

const readDoc = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8");
const configuration = readDoc("configuration.md");

test("docs/daybook.schema.json is what the parser knows (else run: node scripts/write-config-schema.ts)", () => {
  assert.equal(readDoc("daybook.schema.json"), `${JSON.stringify(configJsonSchema(), undefined, 2)}\n`);
});

test("docs/configuration.md explains every key and no other", () => {
  const documented = [...configuration.matchAll(/^\| `([a-zA-Z.[\]]+)` +\|/gm)].map(([, key]) => key);
  assert.deepEqual(new Set(documented), new Set(allKeyPaths()));
  assert.equal(documented.length, allKeyPaths().length);
});

test("docs/configuration.md names the defaults that the parser fills in", () => {
  for (const key of allKeyPaths()) {
    const value = schemaAt(key)?.default;
    if (value === undefined || typeof value === "object" || value === "") continue;
    const row = configuration.split("\n").find((line) => line.startsWith(`| \`${key}\` `));
    assert.equal(row?.split("|")[2]?.trim(), `\`${JSON.stringify(value).replaceAll('"', "")}\``, key);
  }
});

test("the examples of docs/configuration.md are accepted", () => {
  const examples = [...configuration.matchAll(/```yaml\n(site:[^`]*)```/g)].map(([, text = ""]) => text);
  assert.equal(examples.length, 2);
  for (const text of examples) {
    const config = parseConfig(text, { file: "configuration.md", folder: "/srv", readText: () => "" });
    assert.equal(config.site.title, "Example chat");
  }
});

function schemaAt(key: string): (KeySchema & { readonly default?: unknown }) | undefined {
  let schema: KeySchema | undefined = configJsonSchema();
  for (const step of key.split(".")) {
    const property: KeySchema | undefined = schema?.properties?.[step.replace("[]", "")];
    schema = step.endsWith("[]") ? property?.items : property;
  }
  return schema;
}
