import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { judgePage, type Below } from "#crawl/judge-page.ts";
import { visibilityGrantFrom } from "#crawl/room-state.ts";
import type { EventContext } from "#matrix/homeserver.ts";
import type { EventId } from "#matrix/ids.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import type { KnownEvent } from "#store/records.ts";
import type { VisibilityGrant } from "#matrix/visibility-grant.ts";
import { alice, eventId, RoomBuilder } from "#test/support/room-builder.ts";

const visibilityType = "m.room.history_visibility";

/**
 * A room drawn from its oldest event on: `open`, `shared` and the like are changes of visibility, all else is said. `oracle` is what a
 * server answers to `/context`; `asked` is how often it had to.
 */
function drawn(drawing: string) {
  const room = new RoomBuilder();
  for (const word of drawing.split(" ")) {
    const visibility = word === "open" ? "world_readable" : word;
    if (["open", "shared", "joined", "bogus"].includes(word))
      room.state(visibilityType, { history_visibility: visibility });
    else room.text(word);
  }
  const events = room.drafts.map(({ event }) => event);
  let asked = 0;
  const stateAfter = (id: EventId): readonly RoomEvent[] => {
    const index = events.findIndex((event) => event.eventId === id);
    return events
      .slice(0, index + 1)
      .filter(({ type }) => type === visibilityType)
      .slice(-1);
  };
  return {
    room,
    events,
    page: events.toReversed(),
    asked: () => asked,
    oracle: {
      fetchContext: (_roomId: unknown, id: EventId): Promise<EventContext | undefined> => {
        asked += 1;
        const event = events.find((one) => one.eventId === id);
        if (event === undefined) return Promise.resolve(undefined);
        return Promise.resolve({ event: { kind: "event", event }, end: "e", start: "s", state: stateAfter(id) });
      },
    },
  };
}

type Drawn = ReturnType<typeof drawn>;
type Asking = { readonly below?: Below; readonly older?: RoomEvent; readonly known?: ReadonlyMap<EventId, KnownEvent> };

/** For drawings of rooms that were never opened. */
const noGrant: VisibilityGrant = { eventId: eventId("$none"), visibility: undefined, sender: alice, originServerTs: 0 };

const judged = (
  room: Pick<Drawn, "room" | "page" | "oracle" | "events">,
  { below, older, known = new Map() }: Asking = {},
) => {
  const [grantNow] = room.events
    .filter(({ type }) => type === visibilityType)
    .slice(-1)
    .flatMap((event) => visibilityGrantFrom(event) ?? []);
  return judgePage(
    { roomId: room.room.roomId, homeserver: room.oracle, grantNow: grantNow ?? noGrant },
    room.page,
    known,
    { below, older },
  );
};

/** What is public of a page, oldest first, as it was drawn. */
async function publicOf(
  room: Pick<Drawn, "room" | "page" | "oracle" | "events">,
  asking: Asking = {},
): Promise<string> {
  const { events } = await judged(room, asking);
  return events
    .filter(({ grant }) => grant !== undefined)
    .map(({ event }) => wordOf(event))
    .toReversed()
    .join(" ");
}

function wordOf({ content }: RoomEvent): string {
  const visibility = content["history_visibility"];
  return visibility === "world_readable" ? "open" : ((visibility ?? content["body"]) as string);
}

describe("of a page", () => {
  const cases: readonly (readonly [drawing: string, shown: string])[] = [
    ["open a b", "open a b"],
    ["a b", ""],
    ["shared a", ""],
    ["open a shared b open c", "open a shared open c"],
    ["shared a open b joined c", "open b joined"],
    ["open a bogus b open c", "open a bogus open c"],
    ["open a shared b joined c open d", "open a shared open d"],
    ["shared a joined b shared c", ""],
    ["open open a", "open open a"],
  ];
  for (const [drawing, shown] of cases) {
    test(`${drawing}: public is ${shown === "" ? "nothing" : shown}`, async () => {
      assert.equal(await publicOf(drawn(drawing)), shown);
    });
  }

  test("the reasons of what is withheld are told", async () => {
    const { withheld } = await judged(drawn("open a shared b c"));
    assert.deepEqual(
      withheld.map(({ event, reason }) => [wordOf(event), reason]),
      [
        ["c", "not-public-when-sent"],
        ["b", "not-public-when-sent"],
      ],
    );
  });
});

describe("at the edges of a page", () => {
  test("the server is not asked where the walk knows what is in force", async () => {
    const room = drawn("open a b c");
    const below = visibilityGrantFrom(room.events[0]);
    assert.equal(
      await publicOf({ ...room, page: room.page.slice(0, 3) }, below === undefined ? {} : { below }),
      "a b c",
    );
    assert.equal(room.asked(), 0);
  });

  test("it is asked once for a page in the middle of history, and once behind each change", async () => {
    const middle = drawn("open a b c");
    assert.equal(await publicOf({ ...middle, page: middle.page.slice(0, 3) }), "a b c");
    assert.equal(middle.asked(), 1);
    const changing = drawn("shared a open b shared c open d");
    await publicOf(changing);
    assert.equal(changing.asked(), 4);
  });

  test("a closing at the end of a page is public when what came before it was", async () => {
    const room = drawn("open a shared b");
    const page = room.page.slice(0, 2);
    assert.equal(await publicOf({ ...room, page }, { older: room.events[1] ?? assert.fail() }), "shared");
    assert.equal(await publicOf({ ...room, page }), "", "unknown means no");
  });

  test("the visibility in force below it is handed on", async () => {
    const { below } = await judged(drawn("open a shared b"));
    assert.equal(below, undefined, "nothing is known before a room's first change");
    const room = drawn("open a shared b");
    const handed = await judged({ ...room, page: room.page.slice(0, 3) });
    assert.equal(handed.below?.visibility, "world_readable");
  });
});

describe("a server that cannot be right", () => {
  test("by answering with the state of today makes nothing public before the next change", async () => {
    const room = drawn("open a shared b open c");
    const today = room.events.filter(({ type }) => type === visibilityType).slice(-1);
    const lying = {
      fetchContext: async (roomId: unknown, id: EventId) => {
        const answer = await room.oracle.fetchContext(roomId, id);
        return answer && { ...answer, state: today };
      },
    };
    assert.equal(await publicOf({ ...room, oracle: lying }), "open open c");
    const page = room.page.slice(3);
    assert.equal(await publicOf({ ...room, page, oracle: lying }), "open", "nor behind the edge of a page");
  });

  test("by knowing nothing of its own events makes nothing public", async () => {
    const room = drawn("a b c");
    const silent = { fetchContext: () => Promise.resolve(undefined) };
    assert.equal(await publicOf({ ...room, oracle: silent }), "");
  });
});

test("what the archive has already is in the page without a grant, and tells what is in force below it", async () => {
  const room = drawn("open a b c");
  const [opening, , b] = room.events;
  const grant = visibilityGrantFrom(opening);
  assert.ok(b !== undefined && grant !== undefined);
  const stored = { eventId: b.eventId, position: 1, grant } as KnownEvent;
  const page = room.page.slice(0, 3);
  const { events } = await judged({ ...room, page }, { known: new Map([[b.eventId, stored]]) });
  assert.deepEqual(
    events.map((one) => [wordOf(one.event), one.grant !== undefined]),
    [
      ["c", true],
      ["b", false],
      ["a", true],
    ],
  );
  assert.equal(room.asked(), 1, "for c alone");
});
