import assert from "node:assert/strict";
import { test } from "node:test";
import { accentColours, accentStyles, accentWarnings } from "#view/accent-colours.ts";

test("an accent colour stays as it is where it can be read, and is made darker or lighter where it cannot", () => {
  const blue = accentColours("#1a4f8b");
  assert.equal(blue.light, "#1a4f8b");
  assert.notEqual(blue.dark, "#1a4f8b");
  const pale = accentColours("#ffd54a");
  assert.equal(pale.dark, "#ffd54a");
  assert.match(pale.light, /^#[0-9a-f]{6}$/);
  assert.notEqual(pale.light, "#ffd54a");
  // A colour that has been made readable is readable.
  assert.deepEqual([accentColours(pale.light).light, accentColours(blue.dark).dark], [pale.light, blue.dark]);
  assert.deepEqual([accentColours("#ffffff").dark, accentColours("#000000").light], ["#ffffff", "#000000"]);
});

test("the operator is warned of a colour that readers of the light theme will not see, and of no other", () => {
  assert.deepEqual([accentWarnings(undefined), accentWarnings("#1a4f8b")], [[], []]);
  const [warning = ""] = accentWarnings("#ffd54a");
  assert.match(warning, /^site\.accent #ffd54a is too pale .* \(contrast 1\.\d, 4\.5 is needed\)/);
  assert.ok(warning.includes(accentColours("#ffd54a").light));
});

test("its stylesheet outweighs the site's own, in both themes", () => {
  const { light, dark } = accentColours("#1a4f8b");
  const styles = accentStyles("#1a4f8b");
  assert.ok(styles.startsWith(`html:root{--rubric:${light}}`));
  assert.ok(styles.includes(`(prefers-color-scheme:dark){html:root{--rubric:${dark}}}`));
});
