/** One element that messages may hold, with the attributes it keeps (as names of hast properties). */
export type AllowedTag = {
  readonly tag: string;
  readonly why: string;
  /** A name alone keeps any value; a pattern must match the whole value. */
  readonly attributes?: readonly AllowedAttribute[];
};

export type AllowedAttribute = string | readonly [name: string, pattern: RegExp];

/** The class by which code names its language. */
export const languageClass = /^language-[\w+#.-]{1,40}$/;

/** The one form of a colour. */
const colour = /^#[\da-f]{6}$/;

/** The elements of Matrix messages (spec: "m.room.message msgtypes", HTML), less what a reader cannot be given safely. */
export const allowedTags: readonly AllowedTag[] = [
  { tag: "a", why: "links; their address is checked apart", attributes: ["href"] },
  { tag: "b", why: "emphasis" },
  { tag: "blockquote", why: "quotes" },
  { tag: "br", why: "line breaks" },
  { tag: "caption", why: "title of a table" },
  { tag: "code", why: "code; the class names its language", attributes: [["className", languageClass]] },
  { tag: "del", why: "struck text" },
  { tag: "details", why: "parts that open natively" },
  { tag: "div", why: "blocks; display maths", attributes: ["dataMxMaths"] },
  { tag: "em", why: "emphasis" },
  { tag: "h1", why: "headings; printed outside the page's outline" },
  { tag: "h2", why: "as h1" },
  { tag: "h3", why: "as h1" },
  { tag: "h4", why: "as h1" },
  { tag: "h5", why: "as h1" },
  { tag: "h6", why: "as h1" },
  { tag: "hr", why: "breaks between parts" },
  { tag: "i", why: "emphasis" },
  {
    tag: "img",
    why: "emoji and pictures; printed as our own copies, else as their words",
    attributes: ["alt", "title", "src", "dataMxEmoticon"],
  },
  { tag: "li", why: "items of lists" },
  { tag: "ol", why: "numbered lists", attributes: [["start", /^-?\d{1,6}$/]] },
  { tag: "p", why: "paragraphs" },
  { tag: "pre", why: "code blocks and drawings in letters" },
  { tag: "s", why: "struck text" },
  {
    tag: "span",
    why: "spoilers, inline maths and coloured words; without any of them it goes",
    attributes: ["dataMxSpoiler", "dataMxMaths", ["dataMxColor", colour], ["dataMxBgColor", colour]],
  },
  { tag: "strong", why: "emphasis" },
  { tag: "sub", why: "chemistry, indices" },
  { tag: "summary", why: "head of details" },
  { tag: "sup", why: "powers, ordinals" },
  { tag: "table", why: "tables" },
  { tag: "tbody", why: "tables" },
  { tag: "td", why: "tables" },
  { tag: "th", why: "tables" },
  { tag: "thead", why: "tables" },
  { tag: "tr", why: "tables" },
  { tag: "u", why: "underlined text" },
  { tag: "ul", why: "lists" },
];

/** What the specification allows beside these and an archive leaves out. */
export const leftOut: readonly { readonly tag: string; readonly attribute: string; readonly why: string }[] = [
  { tag: "a", attribute: "target", why: "where a link opens is the reader's decision" },
  { tag: "a", attribute: "href=mailto:", why: "addresses of people are masked" },
  { tag: "img", attribute: "width", why: "our own copies have sizes of ours" },
  { tag: "img", attribute: "height", why: "as width" },
];

/** Older or neighbouring names of allowed elements. The colours of `font` become those of a span. */
export const renamedTags: ReadonlyMap<string, string> = new Map([
  ["font", "span"],
  ["strike", "del"],
  ["ins", "u"],
  ["tfoot", "tbody"],
  ["tt", "code"],
  ["kbd", "code"],
  ["samp", "code"],
  ["listing", "pre"],
  ["xmp", "pre"],
  ..."address article aside center dd dl dt fieldset figcaption figure footer form header main nav section"
    .split(" ")
    .map((block) => [block, "div"] as const),
]);

/** Elements that vanish with all they hold: it is no text for people. Every other unknown element leaves its content. */
export const droppedTags: ReadonlySet<string> = new Set([
  "script",
  "style",
  "template",
  "iframe",
  "noembed",
  "noframes",
  "noscript",
  "svg",
  "math",
  "title",
]);

/** Schemes a link may lead to; relative addresses would point into our own site, `mailto:` ones hold what is masked. */
export const linkSchemes: readonly string[] = ["http", "https", "ftp", "magnet", "matrix"];

/** Presentational MathML as KaTeX writes it, less links and pictures. */
export const mathTags: readonly string[] = (
  "math semantics annotation mrow mi mo mn ms mtext mspace msup msub msubsup mfrac msqrt mroot munder mover munderover " +
  "mmultiscripts mprescripts mtable mtr mtd mstyle mpadded mphantom menclose merror"
).split(" ");

/** Positive and below ten: nothing that moves signs out of their message, so no heights and offsets either. */
const mathLength = /^\+?\d?(?:\.\d+)?(?:em|ex|px|pt)?$/;
const mathWord = /^[a-z0-9 .-]{1,40}$/;

const mathLengths = ["width", "lspace", "rspace", "minsize", "maxsize", "linethickness"];
const mathWords = (
  "display displaystyle scriptlevel mathvariant stretchy fence separator form symmetric largeop movablelimits accent " +
  "accentunder columnalign rowalign columnspacing rowspacing columnlines rowlines notation"
).split(" ");

export const mathAttributes: readonly (readonly [name: string, pattern: RegExp])[] = [
  ...mathLengths.map((name) => [name, mathLength] as const),
  ...mathWords.map((name) => [name, mathWord] as const),
  ["encoding", /^application\/x-tex$/],
];
