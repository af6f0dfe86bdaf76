import { fileURLToPath } from "node:url";
import { defineConfig } from "oxlint";
import { layerOverrides, looseImports } from "./scripts/lint/layer-overrides.ts";

/** These hand back promises that `node --test` awaits itself. */
const keptByTheRunner = [{ from: "package" as const, package: "node:test", name: ["describe", "test", "suite", "it"] }];

export default defineConfig({
  plugins: ["eslint", "typescript", "unicorn", "oxc", "import", "node", "promise"],
  jsPlugins: [fileURLToPath(new URL("scripts/lint/plugin.ts", import.meta.url))],
  categories: { correctness: "error", suspicious: "error" },
  options: { typeAware: true, denyWarnings: true, reportUnusedDisableDirectives: "error" },
  ignorePatterns: ["dist/**", "data/**", ".astro/**", ".cache/**", "test/golden/input/**", "test/golden/output/**"],
  rules: {
    eqeqeq: "error",
    "max-lines": ["error", { max: 250 }],
    "no-else-return": "error",
    "no-param-reassign": "error",
    ...looseImports(),
    "no-var": "error",
    "prefer-const": "error",
    "import/no-named-as-default-member": "off",
    "import/no-cycle": "error",
    "import/no-default-export": "error",
    "import/no-duplicates": "error",
    "typescript/consistent-type-imports": "error",
    "typescript/no-deprecated": "error",
    "typescript/no-explicit-any": "error",
    "typescript/no-floating-promises": ["error", { allowForKnownSafeCalls: keptByTheRunner }],
    "typescript/no-misused-promises": "error",
    // Code points are what is meant where a string is spread.
    "typescript/no-misused-spread": ["error", { allow: ["string"] }],
    "typescript/no-non-null-assertion": "error",
    "typescript/no-unsafe-argument": "error",
    "typescript/no-unsafe-assignment": "error",
    "typescript/no-unsafe-call": "error",
    "typescript/no-unsafe-member-access": "error",
    "typescript/no-unsafe-return": "error",
    "typescript/only-throw-error": "error",
    "typescript/return-await": ["error", "error-handling-correctness-only"],
    "typescript/no-unsafe-type-assertion": "off",
    "typescript/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    // Interfaces here are filled by closures, which have no `this` to lose.
    "typescript/unbound-method": "off",
    "typescript/use-unknown-in-catch-callback-variable": "error",
    "unicorn/filename-case": ["error", { case: "kebabCase" }],
    "unicorn/no-abusive-eslint-disable": "error",
    "unicorn/prefer-node-protocol": "error",
    "unicorn/throw-new-error": "error",
    // One request at a time is a promise of the crawler, one artifact after the other keeps memory flat.
    "no-await-in-loop": "off",
  },
  overrides: [
    {
      files: ["src/**"],
      rules: { "daybook/no-get": "error", "daybook/no-brand-cast": "error", "no-console": "error" },
    },
    // What the store reads was checked when it was written.
    { files: ["src/store/**"], rules: { "daybook/no-brand-cast": "off" } },
    { files: ["**/*.astro"], rules: { "daybook/file-lines": ["error", 250], "import/no-unassigned-import": "off" } },
    ...layerOverrides(),
    { files: ["**/*.astro", "src/pages/**"], rules: { "unicorn/filename-case": "off" } },
    {
      files: ["test/**"],
      rules: {
        "unicorn/consistent-function-scoping": "off",
        // Tests look into JSON as it is; what is not there fails them.
        "typescript/no-unsafe-argument": "off",
        "typescript/no-unsafe-assignment": "off",
        "typescript/no-unsafe-call": "off",
        "typescript/no-unsafe-member-access": "off",
        "typescript/no-unsafe-return": "off",
      },
    },
    { files: ["**/*.d.ts"], rules: { "typescript/consistent-type-imports": "off" } },
    {
      files: ["*.config.{ts,mjs}", "scripts/lint/plugin.ts", "scripts/test/short-reporter.ts"],
      rules: { "import/no-default-export": "off" },
    },
  ],
});
