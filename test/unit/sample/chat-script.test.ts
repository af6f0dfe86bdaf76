import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parseChatScript } from "#sample/community/chat-script.ts";
import { fillSlots } from "#sample/community/fill-slots.ts";
import { toTextContent } from "#sample/community/markup.ts";
import { stormDayMs, stormLevel } from "#sample/community/storm-tide.ts";
import { createRandom } from "#sample/random.ts";

describe("a chat script", () => {
  test("is scenes of lines with who, when, marks and text", () => {
    const script =
      "# note\n== lobby 2026-01-02 10:30\nmara [id=a]: Hello\n  ```js\n  x\n\n  y\n  ```\n+5 jonas [re=a emote]: waves\n\n== almanac\n{a}: Hm";
    const [dated, everyday] = parseChatScript(script);
    assert.deepEqual(
      [dated?.room, dated?.startMs, everyday?.startMs],
      ["lobby", Date.parse("2026-01-02T10:30:00Z"), undefined],
    );
    assert.deepEqual(dated?.lines, [
      { who: "mara", gapMinutes: undefined, marks: new Map([["id", "a"]]), text: "Hello\n```js\nx\n\ny\n```" },
      {
        who: "jonas",
        gapMinutes: 5,
        marks: new Map([
          ["re", "a"],
          ["emote", ""],
        ]),
        text: "waves",
      },
    ]);
    assert.equal(everyday?.lines[0]?.who, "{a}");
  });

  test("that is broken says where", () => {
    assert.throws(() => parseChatScript("== lobby\nmara says hello"), /Line 2 is neither .*: mara says hello/);
    assert.throws(() => parseChatScript("mara: hello"), /Line 1 stands before the first scene/);
  });
});

describe("the text of a script's line", () => {
  const html = (text: string): unknown => toTextContent(text)["formatted_body"];

  test("stays plain when it has no marks", () => {
    assert.deepEqual(toTextContent('2 < 3 & "so"\non'), { body: '2 < 3 & "so"\non' });
  });

  test("becomes the HTML that a client would send, escaped throughout", () => {
    assert.equal(html("**a** & *b*"), "<strong>a</strong> &amp; <em>b</em>");
    assert.equal(html("`x<y` ||end||"), "<code>x&lt;y</code> <span data-mx-spoiler>end</span>");
    assert.equal(html("- one\n- two\nthree"), "<ul><li>one</li><li>two</li></ul>three");
    assert.equal(
      html("see:\n```sql\na < '*b*'\n```"),
      "see:<pre><code class=\"language-sql\">a &lt; '*b*'\n</code></pre>",
    );
    assert.equal(html("$a_1 < 2$"), '<span data-mx-maths="a_1 &lt; 2"><code>a_1 &lt; 2</code></span>');
    assert.equal(html("$$ \\sum_k A_k"), '<div data-mx-maths="\\sum_k A_k"><code>\\sum_k A_k</code></div>');
    assert.equal(html("[map](https://a.example/?b&c)"), '<a href="https://a.example/?b&amp;c">map</a>');
  });

  test("names people of the cast, with a link to them, and nobody else", () => {
    const content = toTextContent("@ines and @nobody");
    assert.equal(content.body, "Inês and @nobody");
    assert.equal(
      content["formatted_body"],
      '<a href="https://matrix.to/#/@ines:tidewater.example">Inês</a> and @nobody',
    );
    assert.deepEqual(content["m.mentions"], { user_ids: ["@ines:tidewater.example"] });
  });

  test("has its slots filled, and leaves the braces of code and maths alone", () => {
    const filled = fillSlots("{station}: {x|x {level}} \\frac{a}{b} t_{max}", createRandom(1), {
      station: () => "Pier",
      level: () => "3",
    });
    assert.match(filled, /^Pier: x( 3)? \\frac\{a\}\{b\} t_\{max\}$/);
  });
});

test("the storm's water was 4.71 m at Gull Pier at 18:58, 1.04 m over the table, and nowhere higher", () => {
  const timeMs = stormDayMs + (18 * 60 + 58) * 60_000;
  const { levelM, overM } = stormLevel("Gull Pier", timeMs);
  assert.deepEqual([levelM.toFixed(2), overM.toFixed(2)], ["4.71", "1.04"]);
  for (const station of ["Old Mole", "Copper Quay", "Ferry Steps"])
    assert.ok(stormLevel(station, timeMs).levelM < levelM);
});
