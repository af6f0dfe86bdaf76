// Without this script a reader reports a message by the page's own report link, and opens the day in a client, not the message.

/** Following the time of a message, its permalink, opens a line of what can be done with it; once more closes it. */
export function offerMessageMenu(): void {
  const template = document.querySelector<HTMLTemplateElement>("[data-message-menu]");
  const day = document.querySelector<HTMLElement>(".day");
  if (template === null || day === null) return;
  const links = [...day.querySelectorAll<HTMLAnchorElement>("article.m[id] > a.at")].filter(isOfMessage);
  for (const link of links) link.ariaExpanded = "false";
  day.addEventListener("click", ({ target }) => {
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>("a.at") : null;
    if (link === null || !isOfMessage(link)) return;
    const wasOpen = link.ariaExpanded === "true";
    for (const other of links) close(other);
    if (!wasOpen) open(link, template);
  });
}

/** Lines about the room have a time too, and nothing to report. */
function isOfMessage(link: HTMLAnchorElement): boolean {
  return link.closest("li.g") !== null;
}

function close(link: HTMLAnchorElement): void {
  if (link.ariaExpanded !== "true") return;
  link.ariaExpanded = "false";
  link.parentElement?.querySelector(":scope > .menu")?.remove();
}

function open(link: HTMLAnchorElement, template: HTMLTemplateElement): void {
  const message = link.closest("article");
  if (message === null) return;
  const menu = document.importNode(template.content, true);
  const { event, room } = message.dataset;
  for (const item of menu.querySelectorAll("a")) {
    const filled = filledHref(item, { address: addressOf(message), event, room });
    if (filled === undefined) item.remove();
    else item.href = filled;
  }
  link.ariaExpanded = "true";
  link.after(menu);
}

/** undefined: something that the link needs is not known, as the event of a message in a room that hides names. */
function filledHref(
  { href }: HTMLAnchorElement,
  values: Readonly<Record<"address" | "event" | "room", string | undefined>>,
): string | undefined {
  let filled: string | undefined = href;
  for (const [name, value] of Object.entries(values)) {
    const place = `%7B${name}%7D`;
    if (filled?.includes(place) === true)
      filled = value === undefined ? undefined : filled.replaceAll(place, () => encodeURIComponent(value));
  }
  return filled;
}

function addressOf(message: Element): string {
  const page = document.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href ?? location.href;
  return `${page.replace(/#.*/, "")}#${message.id}`;
}
