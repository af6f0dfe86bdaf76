import type { Element, ElementContent, Nodes } from "hast";
import { sanitize } from "hast-util-sanitize";
import katex from "katex";
import { mathAttributes, mathTags } from "./allow-list.ts";
import { mathsLetters } from "./maths-letters.ts";
import { textNode } from "./message-tree.ts";
import { parseHtml } from "./parse-html.ts";
import { schemaFor } from "./schema-for.ts";

/** Longest LaTeX that is set; MathML takes some thirty times its room. */
const latexLimit = 2000;

const schema = schemaFor(mathTags, { "*": mathAttributes });

/**
 * LaTeX as a MathML element; undefined when it does not parse, is too long or expands without end. KaTeX writes the markup,
 * and only what `allow-list.ts` names of it is taken.
 */
export function mathsFor(latex: string, { display }: { readonly display: boolean }): Element | undefined {
  if (latex.length > latexLimit || latex.trim() === "") return undefined;
  const markup = mathMlFor(latex, display);
  const tree = markup === undefined ? undefined : parseHtml(markup, { without: new Set() });
  const math = tree && findMath(sanitize(tree, schema));
  return math && withLetters(math);
}

/** KaTeX recurses and throws errors of several kinds on bad input; each means that the fallback is shown. */
function mathMlFor(latex: string, displayMode: boolean): string | undefined {
  try {
    const options = {
      displayMode,
      output: "mathml",
      trust: false,
      strict: "ignore",
      maxSize: 5,
      maxExpand: 100,
    } as const;
    return katex.renderToString(latex, { ...options, throwOnError: true });
  } catch {
    return undefined;
  }
}

function findMath(node: Nodes): Element | undefined {
  if (node.type === "element" && node.tagName === "math") return node;
  return "children" in node ? node.children.map(findMath).find((found) => found !== undefined) : undefined;
}

function withLetters(element: Element): Element {
  const { mathvariant, ...properties } = element.properties;
  const isSign = ["mi", "mn", "mo"].includes(element.tagName);
  if (!isSign || typeof mathvariant !== "string" || mathvariant === "normal") {
    return {
      ...element,
      children: element.children.map((child) => (child.type === "element" ? withLetters(child) : child)),
    };
  }
  const styled = (child: ElementContent) =>
    child.type === "text" ? textNode(mathsLetters(child.value, mathvariant)) : child;
  return { ...element, properties, children: element.children.map(styled) };
}
