// Without this script a reader follows the link of a picture to its file, and comes back with the browser's own way back.

/** Opens the page's pictures in its dialog, one after the other; a click with a key held down still follows the link. */
export function openPicturesHere(): void {
  const viewer = document.querySelector<HTMLDialogElement>("#viewer");
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".day a.full")];
  if (viewer === null || links.length === 0) return;
  let shown = 0;
  const show = (index: number): void => {
    shown = (index + links.length) % links.length;
    const link = links[shown];
    if (link !== undefined) fill(viewer, link);
  };
  for (const [index, link] of links.entries()) {
    link.addEventListener("click", (click) => {
      if (click.button !== 0 || click.ctrlKey || click.metaKey || click.shiftKey || click.altKey) return;
      click.preventDefault();
      show(index);
      viewer.showModal();
    });
  }
  const step: Readonly<Record<string, () => void>> = {
    previous: () => show(shown - 1),
    next: () => show(shown + 1),
    close: () => viewer.close(),
  };
  for (const button of viewer.querySelectorAll<HTMLButtonElement>("[data-viewer]")) {
    const name = button.dataset["viewer"] ?? "";
    button.hidden = name !== "close" && links.length === 1;
    button.addEventListener("click", () => step[name]?.());
  }
  viewer.addEventListener("keydown", (pressed) => {
    const isForward = pressed.key === (document.dir === "rtl" ? "ArrowLeft" : "ArrowRight");
    if (!pressed.key.startsWith("Arrow") || !/Left|Right/.test(pressed.key)) return;
    pressed.preventDefault();
    step[isForward ? "next" : "previous"]?.();
  });
  viewer.addEventListener("click", ({ target }) => {
    if (target === viewer) viewer.close();
  });
  // Who leafed through them is back where the last one stands.
  viewer.addEventListener("close", () => links[shown]?.focus());
}

function fill(viewer: HTMLDialogElement, link: HTMLAnchorElement): void {
  const small = link.querySelector("img");
  const [large, words, file] = [viewer.querySelector("img"), viewer.querySelector("p"), viewer.querySelector("a")];
  if (small === null || large === null || words === null || file === null) return;
  // The one before must not stand there while the next one loads.
  large.removeAttribute("src");
  large.alt = small.alt;
  large.src = link.href;
  words.textContent = small.alt;
  file.href = link.href;
}
