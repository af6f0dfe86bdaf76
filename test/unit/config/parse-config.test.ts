import assert from "node:assert/strict";
import { test } from "node:test";
import { folder, parse, problemsOf, smallest } from "./support.ts";

test("the smallest configuration is filled with every default", () => {
  assert.deepEqual(parse(smallest), {
    site: {
      url: "https://chat.example.org/",
      title: "Example chat",
      description: "",
      language: "en",
      contact: "mailto:archive@example.org",
      agents: "allow",
      mediaUrl: undefined,
      logo: undefined,
      accent: undefined,
      legal: [],
      extra: undefined,
      markdown: true,
      jsonLines: true,
    },
    homeserver: { url: "https://matrix.example.org", name: undefined, tokenFile: undefined, parallel: 1 },
    rooms: [
      {
        room: "#general:example.org",
        slug: "general",
        title: undefined,
        index: false,
        media: "thumbnails",
        since: undefined,
        decision: undefined,
        bridges: [],
        via: [],
        contact: undefined,
        language: undefined,
        threads: 3,
        membership: "hide",
        offRecord: undefined,
        delayMs: 86_400_000,
        names: "display",
        follow: true,
      },
    ],
    spaces: [],
    publication: {
      delayMs: 86_400_000,
      names: "display",
      optOut: [],
      policyLists: [],
      sweepMs: 604_800_000,
      brake: { share: 0.05, events: 200 },
    },
    media: { perFileBytes: 20_000_000, perRoomBytes: 2_000_000_000, totalBytes: 10_000_000_000 },
    store: `${folder}/data`,
    output: `${folder}/dist`,
  });
});

test("every key can be set, and paths start at the configuration's folder", () => {
  const config = parse(`
site:
  url: http://localhost:8080/archive
  title: " Example chat "
  description: What the community says
  language: pt-br
  contact: https://example.org/contact
  agents: deny
  mediaUrl: https://media.example.org
  logo: ./logo.svg
  accent: "#3A6EA5"
  legal: [{ label: Imprint, url: "https://example.org/imprint" }]
  extra: ../extra
  markdown: false
  jsonLines: false
homeserver: { name: "example.org:8448", tokenFile: /run/secrets/token, parallel: 2 }
rooms:
  - room: "!abc:example.org"
    slug: general
    title: General
    index: true
    media: full
    since: 2021-01-01
    decision: { by: community meeting, on: 2026-01-02, why: findable answers }
    bridges:
      - { network: libera.chat, channel: "#example", agreedBy: ops, on: 2026-01-02, evidence: "https://example.org/x" }
    via: [example.org]
    contact: mailto:general@example.org
    language: de
    threads: 5
    membership: fold
    offRecord: "[off]"
    delay: 90m
    names: display
    follow: false
spaces: [{ space: "#community:example.org" }]
publication:
  delay: 0s
  names: pseudonym
  optOut: ["@alice:example.org", "*:bad.example"]
  policyLists: ["#bans:example.org"]
  sweep: 30d
  brake: { share: 12.5%, events: 0 }
media: { perFile: 200kB, perRoom: 1.5GB, total: 1TB }
store: ./archive
output: /var/www/chat
`);
  assert.equal(config.site.url, "http://localhost:8080/archive/");
  assert.equal(config.site.title, "Example chat");
  assert.equal(config.site.language, "pt-BR");
  assert.equal(config.site.mediaUrl, "https://media.example.org/");
  assert.equal(config.site.logo, `${folder}/logo.svg`);
  assert.equal(config.site.accent, "#3a6ea5");
  assert.equal(config.site.extra, "/srv/extra");
  assert.deepEqual(config.homeserver, {
    url: undefined,
    name: "example.org:8448",
    tokenFile: "/run/secrets/token",
    parallel: 2,
  });
  assert.deepEqual(config.rooms[0]?.decision, {
    by: "community meeting",
    on: "2026-01-02",
    why: "findable answers",
  });
  assert.equal(config.rooms[0]?.bridges[0]?.channel, "#example");
  assert.equal(config.rooms[0]?.delayMs, 5_400_000);
  assert.equal(config.rooms[0]?.names, "display");
  assert.deepEqual(config.publication.brake, { share: 0.125, events: 0 });
  assert.equal(config.publication.sweepMs, 2_592_000_000);
  assert.deepEqual(config.media, { perFileBytes: 200_000, perRoomBytes: 1_500_000_000, totalBytes: 1e12 });
  assert.equal(config.store, `${folder}/archive`);
  assert.equal(config.output, "/var/www/chat");
});

test("a room takes delay and names of the site unless it has its own", () => {
  const config = parse(
    `${smallest}  - { room: "#b:example.org", delay: 1h }\npublication: { delay: 2d, names: pseudonym }\n`,
  );
  assert.deepEqual(
    config.rooms.map(({ delayMs, names }) => [delayMs, names]),
    [
      [172_800_000, "pseudonym"],
      [3_600_000, "pseudonym"],
    ],
  );
});

test("a configuration is frozen to its leaves", () => {
  const config = parse(smallest);
  assert.throws(() => Object.assign(config.rooms[0] ?? {}, { slug: "other" }), TypeError);
  assert.throws(() => (config.publication.optOut as string[]).push("@a:b"), TypeError);
});

test("a byte order mark and Windows line ends change nothing", () => {
  assert.deepEqual(parse(`\u{FEFF}${smallest.replaceAll("\n", "\r\n")}`), parse(smallest));
});

test("JSON is accepted", () => {
  const json = {
    site: { url: "https://chat.example.org/", title: "Example chat", contact: "mailto:archive@example.org" },
    homeserver: { url: "https://matrix.example.org" },
    rooms: [{ room: "#general:example.org" }],
  };
  assert.deepEqual(parse(JSON.stringify(json)), parse(smallest));
});

test("a section whose keys are all commented out counts as absent", () => {
  assert.deepEqual(parse(`${smallest}publication:\n  # delay: 1h\nspaces: # none yet\n`), parse(smallest));
});

test("an opt-out file adds its entries, without comments and empty lines", () => {
  const read: string[] = [];
  const config = parse(`${smallest}publication: { optOut: ["@a:x.org"], optOutFile: ./private/out.txt }\n`, (path) => {
    read.push(path);
    return "\u{FEFF}# people\r\n@b:x.org\r\n\r\n  *:y.org \r\n@a:x.org\r\n";
  });
  assert.deepEqual(read, [`${folder}/private/out.txt`]);
  assert.deepEqual(config.publication.optOut, ["@a:x.org", "@b:x.org", "*:y.org"]);
});

test("an opt-out file that cannot be read or used stops everything", () => {
  const withFile = `${smallest}publication: { optOutFile: ./out.txt }\n`;
  const missing = () => {
    throw new Error("no such file");
  };
  assert.deepEqual(problemsOf(withFile, missing), [
    "9 publication.optOutFile | /srv/daybook/out.txt | the path of a file that can be read (no such file)",
  ]);
  assert.deepEqual(
    problemsOf(withFile, () => "@a:x.org\nbob\n"),
    ['2  | "bob" | a whole user id or glob, such as "@alice:example.org" or "*:example.org"'],
  );
});
