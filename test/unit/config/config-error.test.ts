import assert from "node:assert/strict";
import { test } from "node:test";
import { ConfigError } from "#config/config-error.ts";
import { parse, problemsOf, smallest } from "./support.ts";

/** The smallest configuration with one more line in its only room. */
const inRoom = (line: string) => `${smallest}    ${line}\n`;

test("an error names every problem with file, line, key, what was found and what to write", () => {
  const text = `site:
  url: http://chat.example.org/
  tilte: Example chat
  contact: archive@example.org
homeserver:
  url: https://matrix.example.org
rooms:
  - room: #general:example.org
    since: 2024-02-30
`;
  assert.throws(
    () => parse(text),
    (error) => {
      assert(error instanceof ConfigError);
      assert.equal(
        error.message,
        `daybook.yaml cannot be used: 6 problems. Nothing was done.

  daybook.yaml:1  site.title
    found: nothing
    write: one line of text, such as "Example chat"

  daybook.yaml:2  site.url
    found: "http://chat.example.org/"
    write: the https: address of the site, such as https://chat.example.org/ (http: for this machine only)

  daybook.yaml:3  site.tilte
    found: a key that Daybook does not know
    write: title

  daybook.yaml:4  site.contact
    found: "archive@example.org"
    write: an address that people can write to, such as mailto:archive@example.org or https://example.org/contact

  daybook.yaml:8  rooms[0].room
    found: nothing: YAML takes #general:example.org for a comment
    write: the value in quotes: "#general:example.org" (or a space after # when it is a comment)

  daybook.yaml:9  rooms[0].since
    found: "2024-02-30"
    write: a date, such as 2024-02-29`,
      );
      return true;
    },
  );
});

test("an unknown key is answered with the nearest known key of its place", () => {
  const unknown = (line: string) => problemsOf(inRoom(line))[0];
  assert.equal(unknown("indx: true"), "9 rooms[0].indx | a key that Daybook does not know | index");
  assert.equal(unknown("of_record: x"), "9 rooms[0].of_record | a key that Daybook does not know | offRecord");
  assert.match(unknown("zzz: 1") ?? "", /one of room, slug, title/);
});

test("a key that belongs elsewhere is answered with its place", () => {
  assert.deepEqual(problemsOf(`${smallest}sweep: 3d\n`), [
    "9 sweep | a key that Daybook does not know | publication.sweep: that is where sweep belongs",
  ]);
});

test("a token in the configuration is refused and never repeated", () => {
  for (const key of ["token", "accessToken", "access_token"]) {
    const text = smallest.replace("homeserver:\n", `homeserver:\n  ${key}: syt_c2VjcmV0_abcdef_123\n`);
    const [problem = "", ...others] = problemsOf(text);
    assert.equal(others.length, 0);
    assert.match(problem, /homeserver\.tokenFile with the path of a file/);
    assert(!problem.includes("syt_"));
  }
  const [found = ""] = problemsOf(smallest.replace("Example chat", "[syt_c2VjcmV0_abcdef_123"));
  assert(!found.includes("c2VjcmV0"));
  const [url = ""] = problemsOf(smallest.replace("https://matrix", "https://anna:secret@matrix"));
  assert(!url.includes("secret"));
});

test("values of a wrong kind or form are refused with what to write", () => {
  const cases: readonly (readonly [line: string, found: string, instead: string])[] = [
    ["index: yes", '"yes"', "true or false"],
    ["media: all", '"all"', "none, thumbnails or full"],
    ["membership: show", '"show"', "hide or fold"],
    ["threads: 0", "0", "a whole number from 1 to 1,000"],
    ["threads: 2.5", "2.5", "a whole number from 1 to 1,000"],
    ["title: 2024", "2024", 'one line of text, such as "General"'],
    ["offRecord: [off]", "a list", 'one line of text, such as "[off]"'],
    ["delay: 24", "24", "a duration: a number with s, m, h or d, such as 90m, 24h or 30d"],
    ["delay: 24 h", '"24 h"', "a duration: a number with s, m, h or d, such as 90m, 24h or 30d"],
    ["language: english", '"english"', "a language tag, such as en, de or pt-BR"],
    ["via: example.org", '"example.org"', "a list, such as [example.org]"],
    ["bridges: {}", "a mapping", "a list, such as one entry for each bridged network"],
    ["decision: meeting", '"meeting"', "a mapping with by, on and why"],
    ["slug: search", '"search"', "another slug: /search/ is an address of the site itself"],
    ["slug: con", '"con"', "another slug: some systems cannot have a folder named con"],
    ["slug: General", '"General"', "lower-case letters a to z, digits and single hyphens, such as general"],
  ];
  for (const [line, found, instead] of cases) {
    const key = line.slice(0, line.indexOf(":"));
    assert.deepEqual(problemsOf(inRoom(line)), [`9 rooms[0].${key} | ${found} | ${instead}`], line);
  }
});

test("http is for this machine only", () => {
  const at = (url: string) => problemsOf(smallest.replace("https://matrix.example.org", url)).length;
  for (const url of ["http://localhost:8008", "http://127.0.0.1", "http://127.8.9.1:1/x", '"http://[::1]:80"']) {
    assert.equal(at(url), 0, url);
  }
  const others = [
    "http://example.org",
    "http://127.0.0.1.example.org",
    "http://localhost.example.org",
    "ftp://localhost",
  ];
  for (const url of [...others, "matrix.example.org", "https:matrix.example.org", "https://example.org/?a=1"]) {
    assert.equal(at(url), 1, url);
  }
});

test("a homeserver is given by url or by name, by one of them", () => {
  const withServer = (lines: string) => problemsOf(smallest.replace("  url: https://matrix.example.org\n", lines));
  assert.deepEqual(withServer("  name: example.org\n"), []);
  assert.deepEqual(withServer("  name: example.org\n  url: https://m.example.org\n"), [
    "5 homeserver | both url and name | one of the two: url when you know it, name to have it discovered",
  ]);
  assert.deepEqual(withServer("  parallel: 1\n"), [
    "5 homeserver | neither url nor name | url: https://matrix.example.org, or name: example.org",
  ]);
});

test("rooms are whole aliases or ids; a link is answered with the room in it", () => {
  const withRoom = (room: string) => problemsOf(smallest.replace("#general:example.org", room));
  const usual = 'a whole alias in quotes, such as "#general:example.org", or a room id';
  assert.deepEqual(withRoom("#general"), [`8 rooms[0].room | "#general" | ${usual}`]);
  assert.deepEqual(withRoom("general:example.org"), [`8 rooms[0].room | "general:example.org" | ${usual}`]);
  assert.deepEqual(withRoom("#a b:example.org"), [`8 rooms[0].room | "#a b:example.org" | ${usual}`]);
  const link = "https://matrix.to/#/%23general:example.org?via=example.org";
  assert.deepEqual(withRoom(link), [`8 rooms[0].room | "${link}" | the room itself: "#general:example.org"`]);
  assert.deepEqual(withRoom("matrix:r/general:example.org"), [
    '8 rooms[0].room | "matrix:r/general:example.org" | the room itself: "#general:example.org"',
  ]);
});

test("no two rooms share an address or are the same room", () => {
  assert.deepEqual(problemsOf(`${smallest}  - room: "#General:other.org"\n`), [
    "9 rooms[1].slug | nothing, so that general follows from the alias | another slug: the room on line 8 has this one",
  ]);
  assert.deepEqual(problemsOf(`${smallest}  - room: "#other:other.org"\n    slug: general\n`), [
    '10 rooms[1].slug | "general" | another slug: the room on line 8 has this one',
  ]);
  assert.deepEqual(problemsOf(`${smallest}  - room: "#general:example.org"\n    slug: two\n`), [
    '9 rooms[1].room | "#general:example.org" | each room once: line 8 lists it already',
  ]);
});

test("a room without a usable alias needs a slug", () => {
  const withRoom = (room: string) => problemsOf(smallest.replace("#general:example.org", room));
  assert.deepEqual(withRoom("!abc"), [
    "8 rooms[0].slug | nothing | a slug: a room id gives no name, write for example slug: general",
  ]);
  assert.deepEqual(withRoom("#общий:example.org"), [
    "8 rooms[0].slug | nothing | a slug: no name for addresses can be made from #общий:example.org",
  ]);
  assert.deepEqual(withRoom("#about:example.org"), [
    "8 rooms[0].slug | nothing, so that about follows from the alias | another slug: /about/ is an address of the site itself",
  ]);
});

test("a configuration lists a room, or a space that proposes some", () => {
  const withoutRooms = smallest.slice(0, smallest.indexOf("rooms:"));
  const none = 'no room | at least one, such as - room: "#general:example.org"';
  assert.deepEqual(problemsOf(withoutRooms), [`1 rooms | ${none}`]);
  assert.deepEqual(problemsOf(`${withoutRooms}rooms: []\n`), [`7 rooms | ${none}`]);
  assert.deepEqual(problemsOf(`${withoutRooms}spaces:\n  - space: "#community:example.org"\n`), []);
});

test("people are left out by user id or by globs of * and ? that do not match everyone", () => {
  const optOut = (entry: string) => problemsOf(`${smallest}publication:\n  optOut: [${JSON.stringify(entry)}]\n`);
  for (const entry of ["@alice:example.org", "*:example.org", "@bot-?:*", "@_irc_nick[m]:libera.chat", "@a{b}:x.org"]) {
    assert.deepEqual(optOut(entry), [], entry);
  }
  for (const entry of ["alice", "@alice", "*", "@*:*", "@.*:x.org", "@[a-z]*:x.org", "@{a,b}:x.org", "@a:x @b:x", ""]) {
    assert.equal(optOut(entry).length, 1, entry);
  }
});

test("the private store and the published output keep apart", () => {
  const folders = (store: string, output: string) => problemsOf(`${smallest}store: ${store}\noutput: ${output}\n`);
  assert.deepEqual(folders("./a", "./ab"), []);
  assert.match(folders("./dist/data", "./dist")[0] ?? "", /^9 store .* outside output/);
  assert.match(folders("./data", "./data/site")[0] ?? "", /^10 output .* outside store/);
  assert.match(folders("./same", "./same")[0] ?? "", /^9 store/);
  assert.match(folders("/var/data", ".")[0] ?? "", /^10 output .* holds the configuration/);
  assert.match(folders("/var/data", "/srv")[0] ?? "", /^10 output .* holds the configuration/);
});

test("what is no YAML is answered with the line and the usual cause", () => {
  assert.deepEqual(problemsOf(""), ["-  | an empty file | a configuration; `daybook init` writes one"]);
  assert.deepEqual(problemsOf("# nothing\n"), ["-  | an empty file | a configuration; `daybook init` writes one"]);
  assert.deepEqual(problemsOf("- a\n"), ["1  | a list | the keys site, homeserver and rooms"]);
  assert.deepEqual(problemsOf("hello\n"), ['1  | "hello" | the keys site, homeserver and rooms']);
  assert.deepEqual(problemsOf(smallest.replace("  title", "\ttitle")), [
    "3  | title: Example chat | spaces instead of the tab at the start of the line",
  ]);
  assert.deepEqual(problemsOf(`${smallest}rooms: []\n`), [
    "9  | rooms: [] | each key once: this one stands above already",
  ]);
  assert.deepEqual(problemsOf(`${smallest}publication:\n  optOut: [@a:x.org]\n`), [
    "10  | optOut: [@a:x.org] | the value in quotes: @ and ` cannot begin a value without them",
  ]);
  assert.deepEqual(problemsOf(`${smallest}publication:\n  optOut:\n    - *:x.org\n`), [
    "11  | - *:x.org | the value in quotes: * begins an alias without them",
  ]);
  assert.deepEqual(problemsOf(`${smallest}---\n${smallest}`), [
    "9  | --- | one document only: remove the line --- and what follows",
  ]);
});

test("a file that grows without bound when read is refused", () => {
  const levels = ["a: &a [x, x, x, x, x, x, x, x, x, x]"];
  for (const [index, name] of "bcdefgh".split("").entries()) {
    const previous = `*${"abcdefg"[index]}`;
    levels.push(`${name}: &${name} [${Array.from({ length: 10 }, () => previous).join(", ")}]`);
  }
  assert.deepEqual(problemsOf(levels.join("\n")), ["-  | too many aliases of aliases | the values themselves"]);
});

test("keys of JavaScript objects are unknown keys like all others", () => {
  for (const key of ["__proto__", "constructor", "toString"]) {
    const [problem = "", ...others] = problemsOf(`${smallest}${key}: { polluted: true }\n`);
    assert.match(problem, new RegExp(`^9 ${key} \\| a key that Daybook does not know`));
    assert.equal(others.length, 0);
  }
  assert.equal(({} as { polluted?: boolean }).polluted, undefined);
});
