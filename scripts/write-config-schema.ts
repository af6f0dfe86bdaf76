import { writeFileSync } from "node:fs";
import { configJsonSchema } from "#config/json-schema.ts";

/** Writes docs/daybook.schema.json from the schema in src/config: run after changing a key. */
const target = new URL("../docs/daybook.schema.json", import.meta.url);
writeFileSync(target, `${JSON.stringify(configJsonSchema(), undefined, 2)}\n`);
