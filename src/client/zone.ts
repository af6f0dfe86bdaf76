// Without this script a reader sees every time in UTC, as the page says.

import { rememberedChoice } from "./remembered-choice.ts";

/** Adds a switch between UTC and the reader's zone to the sentence that names the zone. */
export function offerOwnZone(): void {
  const sentence = document.querySelector<HTMLElement>(".zone");
  const says = sentence?.querySelector<HTMLElement>("[data-zone-says]");
  if (sentence === null || says === null || says === undefined) return;

  const times = [...document.querySelectorAll<HTMLTimeElement>(".day time, .hours time")].map(shownTime);
  if (times.every((time) => time.utc === time.own)) return; // a reader on UTC has nothing to switch
  const choice = rememberedChoice("own-zone", { otherwise: false });
  const utcSentence = says.textContent;
  const ownSentence = (sentence.dataset["own"] ?? "").replace("{zone}", zoneName());
  const button = sentence.appendChild(document.createElement("button"));
  button.type = "button";
  button.className = "quiet-button";

  const show = (own: boolean): void => {
    for (const time of times) writeTime(time, own);
    says.textContent = own ? ownSentence : utcSentence;
    button.textContent = (own ? sentence.dataset["showUtc"] : sentence.dataset["showOwn"]) ?? "";
  };
  button.addEventListener("click", () => {
    choice.write(!choice.read());
    show(choice.read());
  });
  show(choice.read());
}

type ShownTime = {
  readonly element: HTMLTimeElement;
  readonly utc: string;
  readonly own: string;
  /** What bears the time in its name: the permalink and the message. */
  readonly named: readonly { readonly element: Element; readonly name: string }[];
};

function shownTime(element: HTMLTimeElement): ShownTime {
  const utc = element.textContent;
  const own = utc.replace(/\d\d:\d\d/, ownTime(new Date(element.dateTime)));
  const named = [element.closest("a"), element.closest("article")].flatMap((bearer) => {
    const name = bearer?.getAttribute("aria-label") ?? undefined;
    return bearer === null || name === undefined ? [] : [{ element: bearer, name }];
  });
  return { element, utc, own, named };
}

/** "09:30", with the weekday in front where the reader's calendar is on another day than the page. */
function ownTime(date: Date): string {
  if (Number.isNaN(date.getTime())) return "$&"; // an unreadable time stays as it is
  const { lang } = document.documentElement;
  const time = date.toLocaleTimeString(lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  if (date.getDate() === date.getUTCDate()) return time;
  return `${date.toLocaleDateString(lang, { weekday: "short" })} ${time}`;
}

function writeTime({ element, utc, own, named }: ShownTime, showOwn: boolean): void {
  element.textContent = showOwn ? own : utc;
  for (const { element: bearer, name } of named) {
    bearer.setAttribute("aria-label", replaceLast(name, utc, showOwn ? own : utc));
  }
}

/** The time stands at the end of a name, and a sender may be called like a time. */
function replaceLast(text: string, part: string, replacement: string): string {
  const at = text.lastIndexOf(part);
  return at === -1 ? text : text.slice(0, at) + replacement + text.slice(at + part.length);
}

function zoneName(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
