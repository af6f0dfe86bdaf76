// Without this script a reader of a site with many rooms finds one with the browser's own search in the page.

/** Shows the box that narrows the list of rooms down; the page carries it, hidden, where there are many rooms. */
export function offerRoomFilter(): void {
  const place = document.querySelector<HTMLElement>("[data-room-filter]");
  const box = place?.querySelector("input");
  const status = place?.querySelector("[role=status]");
  if (!place || !box || !status) return;

  const cards = [...document.querySelectorAll<HTMLElement>(".card")];
  const says = place.dataset["says"] ?? "{count}";
  place.hidden = false;
  box.addEventListener("input", () => {
    const words = box.value.toLocaleLowerCase().split(/\s+/);
    for (const card of cards) card.hidden = !hasAll(card.textContent.toLocaleLowerCase(), words);
    hideEmptySections();
    status.textContent = says.replace("{count}", String(cards.filter((card) => !card.hidden).length));
  });
}

function hasAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}

function hideEmptySections(): void {
  for (const list of document.querySelectorAll(".cards")) {
    const section = list.closest("section");
    if (section !== null) section.hidden = list.querySelector(".card:not([hidden])") === null;
  }
}
