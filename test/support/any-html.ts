import fc from "fast-check";
import { allowedTags } from "#message/allow-list.ts";

const foreignTags =
  "font strike mx-reply button section object form input select option dl dd col script style svg math mtext mglyph " +
  "annotation-xml foreignObject title template iframe textarea noscript plaintext xmp body html frameset center marquee " +
  "nobr tfoot video";
/** Names of elements, allowed and not. */
export const htmlTags: readonly string[] = [...allowedTags.map(({ tag }) => tag), ...foreignTags.split(" ")];
const attributes = [
  "onclick=alert(1)",
  "style='color:red'",
  "id=x",
  "name=x",
  "class=language-c",
  "class='a b'",
  "href=https://a.example/x",
  "href='javascript:alert(1)'",
  "href=' java\tscript:alert(1)'",
  "href=/x",
  "href='data:text/html,x'",
  "href='https://matrix.to/#/@ann:a.example'",
  "href=matrix:r/room:a.example",
  "src=mxc://a.example/b",
  "src=https://a.example/x",
  "alt='<b>'",
  "data-mx-spoiler",
  "data-mx-spoiler='a \"reason\"'",
  "data-mx-maths='x^2'",
  "data-mx-maths='\\href{javascript:x}{y}'",
  "data-mx-color=#ff0000",
  "data-mx-bg-color=#00FF00",
  "color=red",
  "start=3",
  "start=x",
  "open",
  "is=x",
  "xmlns=http://www.w3.org/2000/svg",
  "dir=rtl",
];
const words = [
  "tide",
  "@room",
  "👍",
  "# ",
  "- ",
  "|",
  "```",
  "*_~",
  "[a](b)",
  "https://a.example/x.",
  "www.a.example",
  " ",
  "\n",
  "&lt;b&gt;",
  "&amp;",
  "<",
  "&",
  '"',
  "\u202e",
  "潮",
];

const openTag = fc
  .tuple(fc.constantFrom(...htmlTags), fc.subarray(attributes, { maxLength: 3 }))
  .map(([tag, chosen]) => `<${[tag, ...chosen].join(" ")}>`);
const closeTag = fc.constantFrom(...htmlTags).map((tag) => `</${tag}>`);
const oddities = fc.constantFrom(
  "<!-- ",
  "-->",
  "<![CDATA[",
  "]]>",
  "<!doctype html>",
  "<?x",
  "</",
  "<a href='",
  "\0",
  "\ud800",
);
const soup = fc
  .array(fc.oneof({ weight: 5, arbitrary: openTag }, closeTag, fc.constantFrom(...words), oddities), { maxLength: 40 })
  .map((pieces) => pieces.join(""));
/** Tag soup of everything that messages may and may not hold, and now and then any text at all. */
export const anyHtml: fc.Arbitrary<string> = fc.oneof({ weight: 5, arbitrary: soup }, fc.string({ unit: "binary" }));
