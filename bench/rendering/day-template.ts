import type { DayPage, LineTile, Link, MessageGroup, MessageTile } from "#view/models.ts";
import { wordsFor, type Words } from "#view/strings/words.ts";

const signs: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/**
 * What somebody would write who had no components: a day page as one template literal, from the same model and with the same
 * content as ours. What the bench does not say (media, polls, threads, parts) it cannot print.
 */
export function dayTemplate(page: DayPage): string {
  const { frame, room } = page;
  const words = wordsFor(frame.language);
  const { text } = words;
  const nav = (label: string): string =>
    `<nav class="page-nav" aria-label="${esc(label)}">${pageLinks(page, words)}</nav>`;
  return `<!DOCTYPE html><html lang="${frame.language}" dir="ltr"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; media-src 'self'; font-src 'self'; manifest-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${esc(frame.title)}</title><meta name="description" content="${esc(frame.description)}"><link rel="canonical" href="${esc(frame.canonicalHref)}"><meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark"><link rel="icon" type="image/svg+xml" href="${frame.basePath}favicon.svg">${frame.feeds.map((feed) => `<link rel="alternate" type="application/atom+xml" href="${esc(feed.href)}" title="${esc(feed.label)}">`).join("")}<meta property="og:type" content="article"><meta property="og:site_name" content="${esc(frame.siteTitle)}"><meta property="og:title" content="${esc(frame.title)}"><meta property="og:description" content="${esc(frame.description)}"><meta property="og:url" content="${esc(frame.canonicalHref)}"><link rel="stylesheet" href="/style.css"></head><body><a class="skip" href="#text">${esc(text.skipToContent)}</a><header class="running-head"><nav aria-label="${esc(text.whereYouAre)}"><ol role="list">${frame.breadcrumbs.map((crumb) => `<li>${linkHtml(crumb)}</li>`).join("")}</ol></nav><nav aria-label="${esc(text.site)}"><a href="${esc(room.searchHref)}">${esc(text.search)}</a><a href="${esc(room.aboutHref)}">${esc(text.about)}</a></nav></header><main id="text"><div class="day-page"><div class="day-text"><header class="title-block"><h1><span class="above" dir="auto">${esc(room.title)}</span> <span class="title" dir="auto">${esc(page.label)}</span></h1><p class="note zone" data-show-own="${esc(text.showMyZone)}"><span>${esc(words.count("messages", page.messageCount))}.</span> <span>${esc(text.timesInUtc)}</span></p></header>${nav(text.daysNearby)}${page.hours === undefined ? "" : hoursHtml(page.hours, text.hoursOfDay)}<p class="missing" role="status" hidden>${esc(text.missingAnchor)}</p><ol class="day" role="list" aria-label="${esc(text.messagesHeading)}">${page.entries.map((entry) => entryHtml(entry, words)).join("")}</ol>${nav(text.readOn)}<template><p class="menu">${page.messageLinks.map(linkHtml).join("")}</p></template></div><nav class="beside" aria-label="${esc(room.title)}">${linkHtml(page.month)}<ul role="list"><li><a href="${esc(room.href)}" dir="auto">${esc(room.title)}</a></li><li><a href="${esc(room.searchHref)}">${esc(text.searchRoom)}</a></li><li><a href="${esc(room.joinHref)}" rel="nofollow noopener">${esc(text.joinRoom)}</a></li><li><a href="${esc(page.openInMatrixHref)}" rel="nofollow noopener">${esc(text.openInMatrix)}</a></li></ul></nav></div></main><footer class="colophon"><p>${esc(text.publicArchiveOfRoom)} <a href="${esc(room.aboutHref)}">${esc(text.whyPublic)}</a>.</p><nav class="links" aria-label="${esc(text.aboutThisArchive)}"><a href="${esc(frame.aboutHref)}">${esc(text.aboutThisArchive)}</a><a href="${esc(frame.reportHref ?? "")}">${esc(text.report)}</a><a href="${esc(frame.contactHref)}">${esc(text.contact)}</a></nav></footer></body></html>`;
}

function entryHtml(entry: DayPage["entries"][number], words: Words): string {
  if (entry.kind === "group") return groupHtml(entry, words);
  if (entry.kind === "removed")
    return `<li class="gone">${entry.ids.map((id) => `<span id="${id}"></span>`).join("")}<p>${esc(entry.text)}</p></li>`;
  if (entry.kind === "members")
    return `<li class="l members"><details><summary>${esc(entry.text)}</summary><ul role="list">${entry.lines.map(lineHtml).join("")}</ul></details></li>`;
  if (entry.kind === "hour")
    return `<li class="sep" id="${entry.id}"><time datetime="${entry.iso}">${entry.label}</time></li>`;
  return entry.kind === "pause" ? `<li class="sep">${esc(entry.text)}</li>` : lineHtml(entry);
}

function lineHtml(entry: LineTile): string {
  return `<li class="l"><article class="m" id="${entry.id}"><p dir="auto">${esc(entry.text)}${entry.link === undefined ? "" : ` ${linkHtml(entry.link)}`}</p></article></li>`;
}

function groupHtml({ sender, messages, moreNotices }: MessageGroup, words: Words): string {
  const name = esc(sender.name);
  const html = messages.map((message) => messageHtml(message, name, words));
  return `<li class="g hue-${sender.hue}"><p class="by"><span aria-hidden="true">${esc(sender.initial)}</span><b dir="auto" title="${esc(sender.userId ?? "")}">${name}</b>${sender.tag === undefined ? "" : `<small dir="auto">${esc(sender.tag)}</small>`}</p>${moreNotices === undefined ? html.join("") : `${html[0]}<details class="notices"><summary>${esc(moreNotices)}</summary>${html.slice(1).join("")}</details>`}</li>`;
}

function messageHtml({ id, eventId, time, permalinkLabel, ...rest }: MessageTile, name: string, words: Words): string {
  return `<article class="m" id="${id}" data-event="${eventId ?? ""}" aria-label="${name}, ${time.label}"><a class="at" href="#${id}" aria-label="${esc(permalinkLabel)}"><time datetime="${time.iso}">${time.label}</time></a>${quoteHtml(rest.reply)}<div class="b" dir="auto">${bodyHtml(rest.body)}${rest.edited ? `<small class="ed">${esc(words.text.edited)}</small>` : ""}</div>${reactionsHtml(rest.reactions, words)}</article>`;
}

function bodyHtml(body: MessageTile["body"]): string {
  if ("html" in body) return body.html;
  if (body.kind === "media") return "";
  return esc(body.kind === "poll" ? body.question : body.text);
}

function quoteHtml(quote: MessageTile["reply"]): string {
  if (quote === undefined) return "";
  return quote.kind === "shown"
    ? `<a class="q hue-${quote.hue}" href="${esc(quote.href)}" dir="auto"><b>${esc(quote.author)}</b> ${quote.tag === undefined ? "" : `<small>${esc(quote.tag)}</small> `}${esc(quote.text)}</a>`
    : `<p class="q">${esc(quote.text)}</p>`;
}

function reactionsHtml(reactions: MessageTile["reactions"], words: Words): string {
  if (reactions.length === 0) return "";
  const items = reactions.map(
    ({ key, count, label }) =>
      `<li><span class="spoken">${esc(label)}</span><span aria-hidden="true"><span class="key">${esc(key)}</span>${count > 1 ? ` ${count}` : ""}</span></li>`,
  );
  return `<div class="under"><ul role="list" aria-label="${esc(words.text.reactions)}">${items.join("")}</ul></div>`;
}

function pageLinks({ previous, next }: DayPage, { text }: Words): string {
  return neighbourLink("prev", text.earlier, previous) + neighbourLink("next", text.later, next);
}

function hoursHtml(hours: NonNullable<DayPage["hours"]>, label: string): string {
  const items = hours.map(
    ({ id, iso, label: hour }) => `<li><a href="#${id}"><time datetime="${iso}">${hour}</time></a></li>`,
  );
  return `<nav class="hours" aria-label="${esc(label)}"><span aria-hidden="true">${esc(label)}</span><ol role="list">${items.join("")}</ol></nav>`;
}

function neighbourLink(rel: string, is: string, link: Link | undefined): string {
  if (link === undefined) return "";
  return `<a rel="${rel}" href="${esc(link.href)}"><small>${esc(is)}</small> ${esc(link.label)}</a>`;
}

function linkHtml({ href, label }: Link): string {
  return `<a href="${esc(href)}" dir="auto">${esc(label)}</a>`;
}

function esc(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => signs[sign] ?? sign);
}
