import type { Page } from "playwright-core";

/** Waits until the search page says this. Throws with what it says instead. */
export async function statusIs(page: Page, expected: string | RegExp): Promise<void> {
  const status = page.getByRole("status");
  const matches =
    typeof expected === "string"
      ? status.and(page.getByText(expected, { exact: true }))
      : status.filter({ hasText: expected });
  try {
    await matches.waitFor({ timeout: 8000 });
  } catch (cause) {
    throw new Error(`The status should be ${expected} but is: ${await status.innerText()}`, { cause });
  }
}

/** The days of the messages that are listed, in the page's order. */
export async function daysFound(page: Page): Promise<readonly string[]> {
  const times = await page
    .locator("time")
    .evaluateAll((found) => found.map((one) => one.getAttribute("datetime") ?? ""));
  return times.map((time) => time.slice(0, 10));
}
