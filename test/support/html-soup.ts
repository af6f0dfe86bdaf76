import fc from "fast-check";
import { allowedTags } from "#message/allow-list.ts";

const foreign = "svg math mtext mi mglyph malignmark annotation-xml foreignObject desc title path image use animate";
const rawText = "style script textarea xmp noscript noembed noframes iframe plaintext template listing";
const shaping =
  "table tbody tr td th caption select option optgroup form button p div ul li dl dd a b i nobr font ruby rt";
const tags = [
  ...allowedTags.map(({ tag }) => tag),
  ...foreign.split(" "),
  ...rawText.split(" "),
  ...shaping.split(" "),
];

/** Text that one reader takes for markup and another for words. */
const words = fc.constantFrom(
  "tide",
  " ",
  "\n",
  "<!--",
  "-->",
  "--!>",
  "<![CDATA[",
  "]]>",
  "</style>",
  "</title>",
  "</template>",
  "<!doctype html>",
  "<?x ",
  "&lt;img src=x onerror=alert(1)&gt;",
  "&amp;lt;",
  "<img src=x onerror=alert(1)>",
  "\0",
  "潮",
  '"',
  "'",
  "`",
);
const attribute = fc.constantFrom(
  "onload=alert(1)",
  "onerror=alert(1) src=x",
  'title="</style><img src=x onerror=alert(1)>"',
  'alt="--><img src=x onerror=alert(1)>"',
  "href=javascript:alert(1)",
  "xlink:href=javascript:alert(1)",
  "href=https://a.example/",
  "encoding=text/html",
  "encoding=application/xhtml+xml",
  "xmlns=http://www.w3.org/1999/xhtml",
  "style=x:expression(alert(1))",
  "data-mx-spoiler=x",
  "data-mx-maths='\\text{</math><img src=x onerror=alert(1)>}'",
  "id=body",
  "is=x-y",
  "shadowrootmode=open",
);
const start = fc
  .tuple(fc.constantFrom(...tags), fc.array(attribute, { maxLength: 2 }))
  .map(([tag, attributes]) => ({ tag, text: `<${[tag, ...attributes].join(" ")}>` }));

const { piece } = fc.letrec<{ piece: string }>((tie) => ({
  piece: fc.oneof(
    { maxDepth: 5, depthSize: "medium" },
    words,
    start.map(({ text }) => text),
    fc.constantFrom(...tags).map((tag) => `</${tag}>`),
    // What is closed, nested and in order: only so do elements come into other namespaces and out again.
    {
      weight: 4,
      arbitrary: fc
        .tuple(start, fc.array(tie("piece"), { maxLength: 4 }))
        .map(([{ tag, text }, inner]) => `${text}${inner.join("")}</${tag}>`),
    },
  ),
}));

/** HTML that no honest client sends: namespaces entered and left, raw text, tables and forms cut open, elements nested and not closed. */
export const htmlSoup: fc.Arbitrary<string> = fc
  .array(piece, { minLength: 1, maxLength: 6 })
  .map((all) => all.join(""));
