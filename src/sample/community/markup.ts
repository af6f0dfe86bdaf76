import type { JsonObject } from "#lib/json.ts";
import { cast } from "./cast.ts";

/**
 * The content of a text message as a client would write it, from a script's text: **bold**, *italic*, `code`, fenced code with a
 * language, $maths$, ||spoilers||, [links](https://…), lists, > quotes and @name for people of the cast. Plain text stays plain.
 */
export function toTextContent(text: string): JsonObject & { readonly body: string } {
  const mentioned = [...text.matchAll(mention)].flatMap(([, name = ""]) => cast[name]?.userId ?? []);
  const body = text.replaceAll(mention, (whole, name: string) => cast[name]?.displayName ?? whole);
  const html = toHtml(text);
  const isPlain = html === escapeHtml(body).replaceAll("\n", "<br>");
  return {
    body,
    ...(isPlain ? {} : { format: "org.matrix.custom.html", formatted_body: html }),
    ...(mentioned.length === 0 ? {} : { "m.mentions": { user_ids: mentioned } }),
  };
}

const mention = /(?<![\w/])@([a-z]+)\b/g;

function toHtml(text: string): string {
  const fence = /^```(\w*)\n([\s\S]*?)\n```$/gm;
  let html = "";
  let done = 0;
  for (const match of text.matchAll(fence)) {
    const [whole, language = "", code = ""] = match;
    const name = language === "" ? "" : ` class="language-${language}"`;
    html += blocks(text.slice(done, match.index).trim());
    html += `<pre><code${name}>${escapeHtml(code)}\n</code></pre>`;
    done = match.index + whole.length;
  }
  return html + blocks(text.slice(done).trim());
}

const blockForms: readonly (readonly [mark: RegExp, wrap: (items: readonly string[]) => string])[] = [
  [/^- /, (items) => `<ul>${items.map((item) => `<li>${item}</li>`).join("")}</ul>`],
  [/^\d+\. /, (items) => `<ol>${items.map((item) => `<li>${item}</li>`).join("")}</ol>`],
  [/^> /, (items) => `<blockquote>${items.join("<br>")}</blockquote>`],
  [/^\$\$ /, (items) => items.map((item) => `<div data-mx-maths="${item}"><code>${item}</code></div>`).join("")],
];

function blocks(text: string): string {
  const lines = text.split("\n");
  let html = "";
  let isInText = false;
  for (let index = 0; index < lines.length;) {
    const line = lines[index] ?? "";
    const form = blockForms.find(([mark]) => mark.test(line));
    if (form === undefined) {
      html += `${isInText ? "<br>" : ""}${inline(line)}`;
      isInText = true;
      index += 1;
      continue;
    }
    const [mark, wrap] = form;
    const from = index;
    while (index < lines.length && mark.test(lines[index] ?? "")) index += 1;
    const render = mark.source.includes("\\$") ? escapeHtml : inline;
    html += wrap(lines.slice(from, index).map((item) => render(item.replace(mark, ""))));
    isInText = false;
  }
  return html;
}

/** One pass, so that what stands inside code or maths is left alone. */
function inline(text: string): string {
  const form = /`([^`]+)`|\$([^$\s][^$]*)\$|\*\*(.+?)\*\*|\*(\S[^*]*)\*|\|\|(.+?)\|\||\[([^\]]+)\]\((https:[^)]+)\)/g;
  let html = "";
  let done = 0;
  for (const match of text.matchAll(form)) {
    const [whole, code, maths, bold, italic, spoiler, label, address] = match;
    html += people(escapeHtml(text.slice(done, match.index)));
    if (code !== undefined) html += `<code>${escapeHtml(code)}</code>`;
    else if (maths !== undefined)
      html += `<span data-mx-maths="${escapeHtml(maths)}"><code>${escapeHtml(maths)}</code></span>`;
    else if (bold !== undefined) html += `<strong>${inline(bold)}</strong>`;
    else if (italic !== undefined) html += `<em>${inline(italic)}</em>`;
    else if (spoiler !== undefined) html += `<span data-mx-spoiler>${inline(spoiler)}</span>`;
    else html += `<a href="${escapeHtml(address ?? "")}">${escapeHtml(label ?? "")}</a>`;
    done = match.index + whole.length;
  }
  return html + people(escapeHtml(text.slice(done)));
}

function people(html: string): string {
  return html.replaceAll(mention, (whole, name: string) => {
    const person = cast[name];
    return person === undefined ? whole : `<a href="https://matrix.to/#/${person.userId}">${person.displayName}</a>`;
  });
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
