import type { OxlintOverride } from "oxlint";
import { type Layer, layers, packageHomes } from "./layers.ts";

type Rules = NonNullable<OxlintOverride["rules"]>;

type Pattern = { readonly group?: string[]; readonly regex?: string; readonly message: string };

/** A path that climbs two folders anywhere, and one that leaves the layer from a file at its top. */
const climbsTwo = /^\.\.\/.*\.\.\//;
const climbsOne = /^\.\.\//;

/** The lint rules that make the table of layers law: two overrides a folder, since `../` leaves it from its top only. */
export function layerOverrides(): OxlintOverride[] {
  return Object.entries(layers).flatMap(([name, layer]) => {
    const patterns = [...importPatterns(name, layer), ...packagePatterns(name), ...purePatterns(name, layer)];
    const rest: Rules = { ...pureRules(name, layer), ...lineRules(layer), ...typeRules(layer) };
    return layer.files.flatMap((glob): OxlintOverride[] => [
      { files: [glob], rules: { ...rest, ...restrictImports([...patterns, climbing(climbsTwo)]) } },
      { files: [glob.replace("/**", "/*")], rules: restrictImports([...patterns, climbing(climbsOne)]) },
    ]);
  });
}

/** What holds outside the layers: tests and benchmarks may name every folder and package, and climb no two folders. */
export function looseImports(): Rules {
  return restrictImports([climbing(climbsTwo)]);
}

function restrictImports(patterns: Pattern[]): Rules {
  return { "no-restricted-imports": ["error", { patterns }] };
}

function importPatterns(name: string, layer: Layer): Pattern[] {
  const open = [...layer.mayImport, ...(layer.mayImportTypes ?? [])].map(allowed);
  const values = layer.mayImport.filter((other) => other !== name);
  const message = `${name} may import only ${values.join(", ") || "itself"} (scripts/lint/layers.ts).`;
  return [{ group: ["\\#*", "\\#*/**", ...open], message }];
}

function allowed(other: string): string {
  return other.includes(".") ? `!\\#${other}` : `!\\#${other}/**`;
}

function packagePatterns(name: string): Pattern[] {
  return Object.entries(packageHomes)
    .filter(([, homes]) => !homes.includes(name))
    .map(([dependency, homes]) => ({
      regex: `^${dependency}(/|$)`,
      message: `Only ${homes[0]} may name ${dependency} (scripts/lint/layers.ts).`,
    }));
}

function purePatterns(name: string, { pure }: Layer): Pattern[] {
  const message = `${name} is pure: take what the world knows as an argument.`;
  return pure ? [{ regex: "^node:", message }] : [];
}

function climbing(path: RegExp): Pattern {
  return { regex: path.source, message: 'Import other folders as "#folder/file.ts", neighbours as "./file.ts".' };
}

const worldlyGlobals = [
  "fetch",
  "process",
  "require",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "queueMicrotask",
  "performance",
  "crypto",
  "XMLHttpRequest",
  "WebSocket",
  "EventSource",
  "navigator",
  "localStorage",
  "sessionStorage",
];

function pureRules(name: string, { pure }: Layer): Rules {
  if (!pure) return {};
  const message = `${name} is pure: take it as an argument.`;
  const globals = worldlyGlobals.map((global) => ({ name: global, message }));
  const properties = [
    { object: "Date", property: "now", message },
    { object: "Math", property: "random", message },
    { object: "Temporal", property: "Now", message },
  ];
  return {
    "no-restricted-globals": ["error", { globals, checkGlobalObject: true }],
    "no-restricted-properties": ["error", ...properties],
    "daybook/no-clock": "error",
  };
}

function lineRules({ maxLines }: Layer): Rules {
  return maxLines === undefined ? {} : { "daybook/file-lines": ["error", maxLines] };
}

function typeRules({ mayImportTypes }: Layer): Rules {
  return mayImportTypes === undefined ? {} : { "daybook/types-only": ["error", ...mayImportTypes] };
}
