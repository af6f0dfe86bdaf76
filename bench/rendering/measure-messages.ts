import { parseFragment } from "parse5";
import { parseMessage } from "#message/parse-message.ts";
import { renderPlainText } from "#message/render-plain-text.ts";
import { renderSafeHtml } from "#message/render-safe-html.ts";
import { createRandom } from "#sample/random.ts";
import { htmlFor, sentence } from "../history/prose.ts";
import { medianCosts } from "../cpu.ts";
import type { Figure } from "../figures.ts";

const messageCount = 20_000;

/** Formatted messages from their source to the markup of a page, against the HTML parser alone on the same sources. */
export async function measureMessages({ rounds }: { readonly rounds: number }): Promise<readonly Figure[]> {
  const random = createRandom(5);
  const messages = Array.from({ length: messageCount }, () => {
    const body = sentence(random, 20 + random.below(40));
    return { body, html: htmlFor(body, random) };
  });
  const costs = await medianCosts(
    {
      parser: async () => {
        for (const { html } of messages) parseFragment(html);
      },
      page: async () => {
        for (const message of messages) renderSafeHtml(parseMessage(message));
      },
      text: async () => {
        for (const message of messages) renderPlainText(parseMessage(message));
      },
    },
    rounds,
  );
  return [
    {
      what: "CPU of a formatted message (parse, clean, print) ÷ parse5 alone",
      measured: costs.page.cpuMs / costs.parser.cpuMs,
      atMost: 4,
    },
    { what: "the same to plain text", measured: costs.text.cpuMs / costs.parser.cpuMs },
  ];
}
