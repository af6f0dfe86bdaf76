import { readFile } from "node:fs/promises";

/** Throws when the template literal prints other messages than our pages do: then the two would not do the same work. */
export async function assertSamePages(
  files: readonly { readonly ours: string; readonly template: string }[],
): Promise<void> {
  for (const { ours, template } of files) {
    const [one, other] = await Promise.all([conversationIn(ours), conversationIn(template)]);
    if (one === other) continue;
    const at = [...one].findIndex((_, index) => one[index] !== other[index]);
    throw new Error(
      `${template} says something else than ${ours}: "${other.slice(at, at + 80)}", not "${one.slice(at, at + 80)}". Bring bench/rendering/day-template.ts to what the components print.`,
    );
  }
}

/** The anchors and words of a page's conversation, without marks, spaces and the forms in which signs can be written. */
async function conversationIn(file: string): Promise<string> {
  const html = await readFile(file, "utf8");
  const list = html.slice(html.indexOf('<ol class="day"'), html.indexOf("</main>"));
  return list
    .replaceAll(/<[a-z]+[^>]* id="([^"]+)"[^>]*>/g, " #$1 ")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/&(?:quot|#34|#x22);/g, '"')
    .replaceAll(/&(?:#39|#x27);/g, "'")
    .replaceAll(/&(?:gt|#x3E);/g, ">")
    .replaceAll(/&(?:lt|#x3C);/g, "<")
    .replaceAll(/&(?:amp|#38|#x26);/g, "&")
    .replaceAll(/\s+/g, "");
}
