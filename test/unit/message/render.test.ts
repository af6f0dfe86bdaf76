import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { mathsLetters } from "#message/maths-letters.ts";
import { mathsFor } from "#message/maths.ts";
import { matrixToHref, parseMatrixTarget, type PlaceTarget } from "#message/matrix-target.ts";
import type { PageTreeOptions } from "#message/page-tree.ts";
import { parseMessage } from "#message/parse-message.ts";
import { renderExcerpt } from "#message/render-excerpt.ts";
import { renderPlainText } from "#message/render-plain-text.ts";
import { renderSafeHtml } from "#message/render-safe-html.ts";

suite("pictures inside the text", () => {
  const gull = "mxc://tidewater.example/gull";
  const print = (html: string) => {
    const pictureFor: PageTreeOptions["pictureFor"] = (mxc, { isEmoji }) =>
      mxc === gull ? { src: `/media/${isEmoji ? "emoji" : "image"}.webp`, width: 24, height: 24 } : undefined;
    return renderSafeHtml(parseMessage({ body: "", html }), { pictureFor });
  };

  test("a custom emoji is our own copy in our own size, whatever its sender says of it", () => {
    const html = `so <img data-mx-emoticon src="${gull}" alt=":gull:" title="x" width="9999" height="9999" onerror="x">`;
    assert.equal(
      print(html),
      'so <img class="emoji" src="/media/emoji.webp" width="24" height="24" alt=":gull:" title=":gull:" loading="lazy" decoding="async">',
    );
  });

  test("a picture that is no emoji is shown as one, and one that is not copied by its words", () => {
    assert.match(print(`a <img src="${gull}" alt="a gull">`), /^a <img src="\/media\/image\.webp" .* alt="a gull"/);
    assert.equal(print('a <img src="mxc://tidewater.example/crab" alt="a crab">'), "a a crab");
    for (const src of ["https://a.example/x.png", "data:image/png;base64,AA", "//a.example/x", "mxc://../gull"]) {
      assert.doesNotMatch(print(`a <img src="${src}" alt="x">`), /<img|a\.example|data:/);
    }
  });

  test("a message of nothing but custom emoji is larger", () => {
    assert.match(print(`<img data-mx-emoticon src="${gull}" alt=":gull:">`), /^<span class="emoji-only"><img /);
  });
});

suite("links into the archive", () => {
  const linkFor = (target: PlaceTarget) => (target.kind === "event" ? `/go/${target.eventId.slice(1)}/` : undefined);
  const print = (html: string) => renderSafeHtml(parseMessage({ body: "", html }), { linkFor });

  test("a message that is archived is linked inside, by both kinds of address", () => {
    const inside = '<a href="/go/abc/">there</a>';
    assert.equal(print('<a href="https://matrix.to/#/!r:a.example/$abc?via=a.example">there</a>'), inside);
    assert.equal(print('<a href="https://matrix.to/#/%21r%3Aa.example/%24abc">there</a>'), inside);
    assert.equal(print('<a href="matrix:roomid/r:a.example/e/abc?via=a.example">there</a>'), inside);
  });

  test("a place that is not archived keeps its way out", () => {
    const href = "https://matrix.to/#/#gauges:a.example";
    assert.equal(print(`<a href="${href}">there</a>`), `<a href="${href}" rel="nofollow ugc noopener">there</a>`);
  });

  test("nobody is asked about people", () => {
    const asked: PlaceTarget[] = [];
    const html = '<a href="https://matrix.to/#/@ann:a.example">Ann</a> <a href="matrix:user/bo:a.example">Bo</a>';
    const options = { linkFor: (target: PlaceTarget) => void asked.push(target) };
    const page = renderSafeHtml(parseMessage({ body: "", html }), options);
    assert.equal(page, '<span class="mention">Ann</span> <span class="mention">Bo</span>');
    assert.deepEqual(asked, []);
  });

  test("targets are read whole: an event id may hold slashes, a malformed one is none", () => {
    assert.deepEqual(parseMatrixTarget("https://matrix.to/#/!r:a.example/$a/b+c"), {
      kind: "event",
      room: "!r:a.example",
      eventId: "$a/b+c",
    });
    for (const href of [
      "https://matrix.to/",
      "https://matrix.to/#/",
      "https://matrix.to/#/%E0%A4%A",
      "matrix:x/y",
      "x",
    ]) {
      assert.equal(parseMatrixTarget(href), undefined, href);
    }
    assert.equal(parseMatrixTarget("https://matrix.to.a.example/#/@ann:a.example"), undefined);
  });

  test("an address made for a target names that target", () => {
    const target = parseMatrixTarget("matrix:roomid/r:a.example/e/a/b");
    assert.ok(target !== undefined && target.kind !== "user");
    assert.deepEqual(parseMatrixTarget(matrixToHref(target)), target);
  });
});

suite("maths", () => {
  test("letters of a style are signs of their own, for browsers know no other way", () => {
    const page = (latex: string) =>
      renderSafeHtml(parseMessage({ body: "", html: `<span data-mx-maths="${latex}">x</span>` }));
    assert.match(page("\\mathbb{R} \\subset \\mathbb{C}"), /<mi>ℝ<\/mi><mo>⊂<\/mo><mi>ℂ<\/mi>/);
    assert.match(page("\\mathcal{F}(\\mathfrak{g}_2)"), /<mi>ℱ<\/mi>.*<mi>𝔤<\/mi><mn>2<\/mn>/);
    assert.match(page("\\mathbf{v1}"), /<mi>𝐯<\/mi><mn>𝟏<\/mn>/);
    assert.match(page("\\mathrm{d}x"), /<mi mathvariant="normal">d<\/mi><mi>x<\/mi>/);
  });

  test("a styled letter is the same letter to whoever copies or searches it", () => {
    const plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789ΑΩαως";
    const variants = ["bold", "italic", "bold-italic", "script", "fraktur", "double-struck", "sans-serif", "monospace"];
    for (const variant of variants) {
      const styled = mathsLetters(plain, variant);
      assert.notEqual(styled, plain);
      assert.equal(styled.normalize("NFKC"), plain, variant);
      assert.doesNotMatch(styled, /\p{Cn}/u, variant);
    }
    assert.equal(mathsLetters("∑ж", "bold"), "∑ж");
    assert.equal(mathsLetters(plain, "looped"), plain);
  });

  test("LaTeX that does not parse, is empty or expands without end gives nothing", () => {
    for (const latex of [
      "\\frac{",
      "\\nonsense",
      " ",
      "\\def\\a{\\a\\a}\\a",
      "x".repeat(2001),
      `${"{".repeat(900)}${"}".repeat(900)}x^`,
    ]) {
      assert.equal(mathsFor(latex, { display: false }), undefined, latex.slice(0, 30));
    }
  });

  test("a message sets no more than 4,000 signs of LaTeX, the rest shows its fallback", () => {
    const formula = `<span data-mx-maths="${"x+".repeat(300)}x">fallback</span>`;
    const page = renderSafeHtml(parseMessage({ body: "", html: formula.repeat(8) }));
    assert.equal(page.split("<math>").length - 1, 6);
    assert.equal(page.split("fallback").length - 1, 2);
  });
});

suite("what would break a page's lines", () => {
  const print = (body: string, html?: string) => renderSafeHtml(parseMessage({ body, html }));

  test("towers of marks are cut to four, however they are written", () => {
    const tower = "\u{E49}".repeat(300);
    assert.equal(print(`ด${tower}!`), `ด${"\u{E49}".repeat(4)}!`);
    assert.equal(print("", `<i>Z${"&#x301;".repeat(40)}</i>`), `<i>Z${"\u{301}".repeat(4)}</i>`);
    for (const word of ["שָׁ֑לוֹם", "བསྒྲུབས", "👩🏽‍❤️‍👩🏻", "3️⃣"]) assert.equal(print(`${word}!`), `${word}!`);
  });

  test("code does not end in empty lines", () => {
    const page = print("", "<pre><code>one\n\n  two\n\n   \n\n</code></pre>");
    assert.equal(page, '<pre tabindex="0"><code>one\n\n  two\n</code></pre>');
  });
});

suite("spoilers", () => {
  test("the reader's language names them", () => {
    const tree = parseMessage({ body: "", html: '<span data-mx-spoiler="x">y</span>' });
    assert.ok(renderSafeHtml(tree, { spoilerLabel: "Verdeckt" }).includes("Verdeckt: x</label>"));
  });

  test("their words are in plain text only where they are asked for, and never in an excerpt", () => {
    const tree = parseMessage({ body: "", html: "It was <span data-mx-spoiler>the heron</span>." });
    assert.equal(renderPlainText(tree), "It was █████.");
    assert.equal(renderPlainText(tree, { spoilers: "shown" }), "It was the heron.");
    assert.equal(renderExcerpt(tree, 100), "It was █████.");
  });
});

suite("excerpts", () => {
  const excerpt = (body: string, maxLength: number) => renderExcerpt(parseMessage({ body }), maxLength);

  test("a short message is whole, on one line", () => {
    assert.equal(excerpt("one\n\n two", 20), "one two");
    assert.equal(excerpt("12345", 5), "12345");
  });

  test("a long one is cut between words, without the comma before", () => {
    assert.equal(excerpt("the tide was high, so we stayed in", 20), "the tide was high…");
    assert.equal(excerpt("Donaudampfschifffahrtsgesellschaft", 12), "Donaudampfs…");
  });

  test("no sign is torn apart", () => {
    assert.equal(excerpt("👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 25), "👨‍👩‍👧‍👦👨‍👩‍👧‍👦…");
    assert.equal(excerpt("潮位計の記録を見直しました", 6), "潮位計の記…");
  });
});
