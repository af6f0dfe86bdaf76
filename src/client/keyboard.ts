// Without this script a reader loses the keys j, k, ←, →, / and ? and the dialog that explains them.
// Every link they follow is on the page anyway.

import { rememberedChoice, type RememberedChoice } from "./remembered-choice.ts";

const actions: Readonly<Record<string, () => void>> = {
  j: () => focusMessage(1),
  k: () => focusMessage(-1),
  ArrowLeft: () => follow(document.dir === "rtl" ? "next" : "prev"),
  ArrowRight: () => follow(document.dir === "rtl" ? "prev" : "next"),
  "/": openSearch,
  "?": openHelp,
};

/** Single keys for reading, all of them switched off by one box in the help dialog (WCAG 2.1.4). */
export function listenToKeys(): void {
  const keys = rememberedChoice("keys", { otherwise: true });
  setUpHelp(keys);
  document.addEventListener("keydown", (pressed) => {
    const action = actions[pressed.key];
    if (action === undefined || !keys.read() || belongsToSomethingElse(pressed)) return;
    pressed.preventDefault();
    action();
  });
}

function setUpHelp(keys: RememberedChoice): void {
  const dialog = helpDialog();
  const opener = document.querySelector<HTMLButtonElement>("[data-opens-keys]");
  const toggle = dialog?.querySelector<HTMLInputElement>("[data-keys-on]");
  opener?.removeAttribute("hidden");
  opener?.addEventListener("click", openHelp);
  dialog?.querySelector("[data-closes-keys]")?.addEventListener("click", () => dialog.close());
  if (toggle === null || toggle === undefined) return;
  toggle.checked = keys.read();
  toggle.addEventListener("change", () => keys.write(toggle.checked));
}

/** Typing, a list of choices, a box that scrolls sideways and the browser's own shortcuts keep their keys. */
function belongsToSomethingElse(pressed: KeyboardEvent): boolean {
  if (pressed.defaultPrevented || pressed.isComposing) return true;
  if (pressed.ctrlKey || pressed.altKey || pressed.metaKey) return true;
  if (document.querySelector("dialog[open]") !== null) return true;
  if (!(pressed.target instanceof Element)) return false;
  if (pressed.target.closest("input, select, textarea, [contenteditable], audio, video") !== null) return true;
  return pressed.key.startsWith("Arrow") && pressed.target.scrollWidth > pressed.target.clientWidth + 1;
}

function focusMessage(step: 1 | -1): void {
  const messages = [...document.querySelectorAll<HTMLElement>("article[id]")].filter(isUnfolded);
  const current = messages.findIndex((message) => message.contains(document.activeElement));
  const message = messages[current === -1 ? whereToStart(messages, step) : current + step];
  if (message === undefined) return;
  message.tabIndex = -1;
  message.focus();
}

/** What is folded away cannot have the focus. */
function isUnfolded(message: HTMLElement): boolean {
  return message.closest("details:not([open])") === null;
}

/** Where j or k starts when no message has the focus: beside the marked one, or at the first that can be seen. */
function whereToStart(messages: readonly HTMLElement[], step: 1 | -1): number {
  const marked = messages.findIndex((message) => message.matches(":target"));
  if (marked !== -1) return marked + step;
  return messages.findIndex((message) => message.getBoundingClientRect().bottom > 0);
}

function follow(relation: "prev" | "next"): void {
  document.querySelector<HTMLAnchorElement>(`a[rel="${relation}"]`)?.click();
}

function openSearch(): void {
  const box = document.querySelector<HTMLInputElement>('input[name="q"]');
  if (box === null) document.querySelector<HTMLAnchorElement>('[data-key="search"]')?.click();
  else box.focus();
}

function openHelp(): void {
  helpDialog()?.showModal();
}

function helpDialog(): HTMLDialogElement | null {
  return document.querySelector<HTMLDialogElement>("#keys");
}
