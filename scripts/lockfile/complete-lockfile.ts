/** As much of `package-lock.json` (version 3) as is read and written here; everything else is kept as it is. */
export type Lockfile = { readonly packages: Readonly<Record<string, LockedPackage>> };

export type LockedPackage = {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly gypfile?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};

/** Packages that bring their binaries and say so in their manifest; the lockfile forgets it, and `npm ci` would compile. */
const prebuilt = new Set(["node_modules/better-sqlite3"]);

/**
 * What `npm install` leaves out of the lockfile and `npm ci` needs on a machine unlike this one: an entry for each native
 * binding of another platform, and `gypfile: false` for packages that bring their binaries.
 */
export function completeLockfile<T extends Lockfile>(lockfile: T): T {
  const added = Object.entries(lockfile.packages).flatMap(([path, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name, version]) => /^\d/.test(version) && !isLocked(lockfile, path, name))
      .map(([name, version]) => [`node_modules/${name}`, bindingOf(name, version, entry)] as const),
  );
  const marked = Object.entries(lockfile.packages).map(
    ([path, entry]) => [path, prebuilt.has(path) ? { ...entry, gypfile: false } : entry] as const,
  );
  const sorted = [...marked, ...added].toSorted(([a], [b]) => a.localeCompare(b, "en"));
  return { ...lockfile, packages: Object.fromEntries(sorted) };
}

/** A package finds another in its own `node_modules` and in those above it. */
function isLocked({ packages }: Lockfile, from: string, name: string): boolean {
  const above = from.lastIndexOf("node_modules/");
  const here = from === "" ? "" : `${from}/`;
  if (packages[`${here}node_modules/${name}`] !== undefined) return true;
  return from !== "" && isLocked({ packages }, from.slice(0, Math.max(0, above - 1)), name);
}

/** The platform is in the name: `@oxlint/binding-linux-arm64-musl`. An entry without `os` and `cpu` would be installed. */
function bindingOf(name: string, version: string, { license, dev }: LockedPackage): LockedPackage {
  const words = name.split("/").at(-1) ?? "";
  const os = /windows|win32/.test(words) ? "win32" : /darwin|linux|freebsd|android|openharmony/.exec(words)?.[0];
  const cpu = /wasm32|arm64|\barm\b|x64|ia32|ppc64|riscv64|s390x/.exec(words)?.[0];
  if (cpu === undefined || (os === undefined && cpu !== "wasm32")) {
    throw new Error(`${name} is in no lockfile entry and its name tells no platform: add its entry by hand`);
  }
  const libc = os !== "linux" ? undefined : /musl|gnu/.exec(words)?.[0].replace("gnu", "glibc");
  return {
    version,
    cpu: [cpu],
    ...(dev === undefined ? {} : { dev }),
    ...(libc === undefined ? {} : { libc: [libc] }),
    ...(license === undefined ? {} : { license }),
    optional: true,
    ...(os === undefined ? {} : { os: [os] }),
  };
}
