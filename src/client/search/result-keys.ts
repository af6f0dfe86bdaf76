/**
 * Arrow keys in what was found: ↓ leads from the box to the first message and on from one to the next, ↑ back, Escape to the box.
 * Keys pressed anywhere else keep their meaning; the links can be reached with Tab as well.
 */
export function listenToResultKeys(box: HTMLInputElement, results: HTMLElement): void {
  box.addEventListener("keydown", (pressed) => {
    if (pressed.key !== "ArrowDown" || !isPlain(pressed)) return;
    moveTo(linksIn(results)[0], pressed);
  });
  results.addEventListener("keydown", (pressed) => {
    if (!isPlain(pressed)) return;
    if (pressed.key === "Escape") moveTo(box, pressed);
    if (pressed.key !== "ArrowDown" && pressed.key !== "ArrowUp") return;
    const links = linksIn(results);
    const current = links.findIndex((link) => link === document.activeElement);
    if (current === -1) return;
    if (pressed.key === "ArrowDown") moveTo(links[current + 1], pressed);
    else moveTo(links[current - 1] ?? box, pressed);
  });
}

function linksIn(results: HTMLElement): readonly HTMLElement[] {
  return [...results.querySelectorAll<HTMLElement>(".found-link")];
}

/** With nowhere to go the key does what it always does. */
function moveTo(target: HTMLElement | undefined, pressed: KeyboardEvent): void {
  if (target === undefined) return;
  pressed.preventDefault();
  target.focus();
}

/** No shortcut of the browser, no key of an input method. */
function isPlain({ isComposing, ctrlKey, altKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  return !isComposing && !ctrlKey && !altKey && !metaKey && !shiftKey;
}
