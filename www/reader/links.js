/** Links within the article, whose targets no browser finds in a shadow root. Footnotes open where one stands. */

import { document } from "../document.js";
import { el, sheet } from "./dom.js";

/** @param {import("./types").Context} context */
export function followInnerLinks(context) {
  const { article, jump } = context;
  const note = sheet("note", "Footnote", () => []);

  article.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest("a[href]");
    const target = link && targetOf(link.getAttribute("href") ?? "", context);
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!link.closest("sup")) {
      jump(target, { focus: event.detail === 0 });
      return;
    }
    note.replaceChildren(...[...target.childNodes].map((child) => child.cloneNode(true)), el("button", {
      class: "quiet",
      onclick: () => {
        note.hidePopover();
        jump(target, { focus: true });
      },
    }, "Show in the notes"));
    for (const mark of note.querySelectorAll("mark")) mark.replaceWith(...mark.childNodes);
    note.showPopover();
    place(note, link);
    note.focus();
  });
  return note;
}

/** Words that pose as an address: they begin as one does, or end in a name that most sites' names end in. */
const ADDRESS = /^(?:https?:\/\/|www\.)\S+$|^(?:[\p{L}\p{N}-]+\.)+(?:com|org|net|edu|gov|mil|int|info|biz|bank|app|eu|uk|us|de|fr)(?:\/\S*)?$/iu;

/**
 * Tells behind a link where it leads, if its words name another host or letters of theirs may only look like those of
 * its host. A link that leads nowhere is none.
 *
 * @param {HTMLElement} article
 */
export function nameHosts(article) {
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (article.querySelectorAll("a[href]"))) {
    const { href, hostname } = link;
    if (!URL.canParse(href)) {
      link.removeAttribute("href");
      continue;
    }
    // What turns words around, or is not to be seen, would hide an address in them.
    const words = (link.textContent ?? "").replace(/[\p{Cf}\s]/gu, "");
    if (!hostname || !ADDRESS.test(words)) continue;
    const bare = (/** @type {string} */ host) => host.replace(/^www\./, "");
    const said = `https://${words.replace(/^https?:\/\//i, "")}`;
    const isHost = URL.canParse(said) && bare(new URL(said).hostname) === bare(hostname);
    if (!isHost || /(^|\.)xn--/.test(hostname)) link.dataset.host = hostname;
  }
}

/**
 * @param {string} href
 * @param {import("./types").Context} context
 * @returns {HTMLElement | null}
 */
function targetOf(href, { article, url }) {
  const at = href.indexOf("#");
  const address = href.slice(0, at);
  if (at < 0 || (address !== "" && address !== (url ?? document.URL).split("#")[0])) return null;
  const id = href.slice(at + 1);
  return id ? article.querySelector(`[id="${CSS.escape(id)}"]`) : null;
}

/**
 * Under its mark, above it where there is no room; small screens dock it at the foot by style.
 *
 * @param {HTMLElement} note
 * @param {Element} link
 */
function place(note, link) {
  const anchor = link.getBoundingClientRect();
  const left = Math.max(12, Math.min(anchor.left - 40, innerWidth - note.offsetWidth - 12));
  const below = anchor.bottom + 10;
  const top = below + note.offsetHeight < innerHeight ? below : anchor.top - note.offsetHeight - 10;
  note.style.setProperty("left", `${left}px`);
  note.style.setProperty("top", `${Math.max(12, top)}px`);
}
