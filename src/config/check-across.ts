import { isAbsolute, relative, resolve, sep } from "node:path";
import { isJsonObject } from "#lib/json.ts";
import { parseRoomAlias, parseRoomId } from "#matrix/ids.ts";
import { slugForAlias, slugProblem } from "./slug.ts";
import type { Path } from "./source.ts";

/** What to write instead at a path; with `found` where that is no copy of what stands there. */
export type AcrossProblem = { readonly path: Path; readonly instead: string; readonly found?: string };

/** Rules about several keys at once, asked of the unchecked value so that they are reported together with all the rest. */
export function checkAcross(value: unknown, folder: string, lineOf: (path: Path) => number): readonly AcrossProblem[] {
  if (!isJsonObject(value)) return [];
  return [
    ...checkHomeserver(value["homeserver"]),
    ...checkRooms(value["rooms"], value["spaces"], lineOf),
    ...checkFolders(value, folder),
  ];
}

function checkHomeserver(homeserver: unknown): readonly AcrossProblem[] {
  if (!isJsonObject(homeserver)) return [];
  const { url, name } = homeserver;
  if (url !== undefined && name !== undefined) {
    return [
      {
        path: ["homeserver"],
        found: "both url and name",
        instead: "one of the two: url when you know it, name to have it discovered",
      },
    ];
  }
  if (url !== undefined || name !== undefined) return [];
  return [
    {
      path: ["homeserver"],
      found: "neither url nor name",
      instead: "url: https://matrix.example.org, or name: example.org",
    },
  ];
}

function checkRooms(rooms: unknown, spaces: unknown, lineOf: (path: Path) => number): readonly AcrossProblem[] {
  const entries = Array.isArray(rooms) ? rooms : [];
  if (rooms === undefined || (Array.isArray(rooms) && entries.length === 0)) {
    if (Array.isArray(spaces) && spaces.length > 0) return [];
    return [{ path: ["rooms"], found: "no room", instead: 'at least one, such as - room: "#general:example.org"' }];
  }
  const problems: AcrossProblem[] = [];
  const firstWith = new Map<string, number>();
  const isTaken = (kind: string, value: string, index: number): number | undefined => {
    const first = firstWith.get(`${kind} ${value}`);
    if (first === undefined) firstWith.set(`${kind} ${value}`, index);
    return first;
  };
  for (const [index, entry] of entries.entries()) {
    if (!isJsonObject(entry)) continue;
    const { room, slug } = entry;
    if (typeof room === "string") {
      const first = isTaken("room", room, index);
      if (first !== undefined) {
        problems.push({
          path: ["rooms", index, "room"],
          instead: `each room once: line ${lineOf(["rooms", first, "room"])} lists it already`,
        });
        continue;
      }
    }
    const derived = slug === undefined ? derivedSlug(room) : undefined;
    if (derived?.problem !== undefined)
      problems.push({ path: ["rooms", index, "slug"], found: derived.found, instead: derived.problem });
    const used = typeof slug === "string" ? slug : derived?.slug;
    const first = used === undefined ? undefined : isTaken("slug", used, index);
    if (first === undefined || used === undefined) continue;
    problems.push({
      path: ["rooms", index, "slug"],
      found: typeof slug === "string" ? JSON.stringify(used) : `nothing, so that ${used} follows from the alias`,
      instead: `another slug: the room on line ${lineOf(["rooms", first])} has this one`,
    });
  }
  return problems;
}

function derivedSlug(room: unknown): { slug?: string; found: string; problem?: string } | undefined {
  if (parseRoomId(room) !== undefined)
    return { found: "nothing", problem: "a slug: a room id gives no name, write for example slug: general" };
  const alias = parseRoomAlias(room);
  if (alias === undefined) return undefined;
  const slug = slugForAlias(alias);
  if (slug === undefined)
    return { found: "nothing", problem: `a slug: no name for addresses can be made from ${alias}` };
  const problem = slugProblem(slug);
  return problem === undefined
    ? { slug, found: slug }
    : { found: `nothing, so that ${slug} follows from the alias`, problem };
}

/** The store is private and the output is published: neither may lie within the other. */
function checkFolders(value: { readonly [key: string]: unknown }, folder: string): readonly AcrossProblem[] {
  const at = (path: unknown, fallback: string) => resolve(folder, typeof path === "string" ? path : fallback);
  const store = at(value["store"], "./data");
  const output = at(value["output"], "./dist");
  const problems: AcrossProblem[] = [];
  if (isWithin(store, output))
    problems.push({
      path: ["store"],
      found: store,
      instead: "a folder outside output: the store is private, output is published",
    });
  else if (isWithin(output, store))
    problems.push({
      path: ["output"],
      found: output,
      instead: "a folder outside store: the store is private, output is published",
    });
  if (isWithin(resolve(folder), output))
    problems.push({
      path: ["output"],
      found: output,
      instead: "a folder of its own: this one holds the configuration, and output is published",
    });
  const site = value["site"];
  const extra = isJsonObject(site) && typeof site["extra"] === "string" ? resolve(folder, site["extra"]) : undefined;
  if (extra !== undefined && [output, store].some((other) => isWithin(extra, other) || isWithin(other, extra))) {
    problems.push({ path: ["site", "extra"], instead: "a folder outside store and output: all of it is published" });
  }
  return problems;
}

function isWithin(inner: string, outer: string): boolean {
  const path = relative(outer, inner);
  return path === "" || (path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path));
}
