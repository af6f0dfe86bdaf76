import assert from "node:assert/strict";
import { test } from "node:test";
import { hiddenPeopleIn } from "#publication/hidden-people.ts";

const telegram = "@telegram_5551:north.example";
const discord = "@_discord_5551:north.example";
const ann = "@ann:north.example";

test("nobody is hidden unless the room or an entry asks for it", () => {
  for (const bridges of [[], [{ network: "Telegram" }], [{ network: "Telegram", names: "display" as const }]]) {
    const { who, isHidden } = hiddenPeopleIn({ names: "display", bridges });
    assert.deepEqual([who, isHidden(telegram), isHidden(ann)], ["nobody", false, false]);
  }
});

test("an entry hides the people of its network and no others", () => {
  const bridges = [{ network: "telegram", names: "pseudonym" as const }, { network: "Discord" }];
  const { who, isHidden } = hiddenPeopleIn({ names: "display", bridges });
  assert.deepEqual([who, isHidden(telegram), isHidden(discord), isHidden(ann)], ["some", true, false, false]);
});

test("an entry for an IRC network hides whom only the protocol can be told of too", () => {
  const bridges = [{ network: "libera.chat", names: "pseudonym" as const }];
  const { isHidden } = hiddenPeopleIn({ names: "display", bridges });
  assert.deepEqual(
    [isHidden("@tern:libera.chat"), isHidden("@irc_tern:north.example"), isHidden(ann)],
    [true, true, false],
  );
});

test("everyone is hidden where the room asks for it, and where a network's people cannot be told from others", () => {
  const unknown = [{ network: "tidenet", names: "pseudonym" as const }];
  for (const rules of [
    { names: "pseudonym" as const, bridges: [] },
    { names: "display" as const, bridges: unknown },
  ]) {
    const { who, isHidden } = hiddenPeopleIn(rules);
    assert.deepEqual([who, isHidden(ann)], ["everyone", true]);
  }
});
