/** Taking a reading along: the clipboard and a saved file. */

import { el } from "./dom.js";

/**
 * @param {string} text for the clipboard
 * @param {string} done what to tell once it is there
 * @returns {Promise<string>} what to tell
 */
export async function copyText(text, done) {
  try {
    await navigator.clipboard.writeText(text);
    return done;
  } catch {
    return "The browser did not allow copying";
  }
}

/**
 * A quote as one would cite it: the words, who said them, where.
 *
 * @param {string} words
 * @param {string} speaker empty where nobody is named
 * @param {import("./types").Reading} reading
 * @param {string | undefined} url
 */
export function citation(words, speaker, { title, site }, url) {
  const source = [title, site].filter(Boolean).join(", ");
  return `${words}\n— ${[speaker, source].filter(Boolean).join(", ")}${url ? `\n${url}` : ""}\n`;
}

const PAGE_STYLE = "body{max-width:42rem;margin:3rem auto;padding:0 1.25rem;font:1.15rem/1.6 Charter,Georgia,serif;color:#23211d;background:#fdfcf9}"
  + "img,svg,video{max-width:100%;height:auto}pre{overflow:auto}a{unicode-bidi:isolate}a[data-host]::after{content:' (' attr(data-host) ')'}mark{color:inherit;background:#eef1fb}mark[data-kind=figure]{background:#fbeeda}mark[data-kind=name]{background:none;text-decoration:underline dotted}"
  + "table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.3em .6em}";

/** Nothing in the file runs and only its pictures load; the hash is that of the style above. */
const POLICY = "default-src 'none'; img-src http: https: data:; style-src 'sha256-ASyH8HyScJbpgP0XcRkpLc5s/6VhRJbogO3DFlyoDSo='; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/**
 * Hands the article to the browser as one HTML file with the marks in place, and with what was put back.
 *
 * @param {import("./types").Reading} reading
 * @param {HTMLElement} article as it is shown
 */
export function saveAsFile(reading, article) {
  const escape = (/** @type {string} */ words) => words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const title = escape(reading.title || "Reading");
  const credit = [reading.byline, reading.site, reading.published?.slice(0, 10)].filter(Boolean).map((part) => `<bdi>${escape(String(part))}</bdi>`).join(" · ");
  const html = `<!DOCTYPE html>\n<html lang="${escape(reading.language || "en")}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer"><title>${title}</title><style>${PAGE_STYLE}</style></head>\n<body><h1>${title}</h1><p>${credit}</p>\n${plainMarkup(article)}\n</body></html>\n`;
  const address = URL.createObjectURL(new Blob([html], { type: "text/html" }));
  const words = reading.title?.match(/[\p{L}\p{N}]+/gu) ?? ["reading"];
  const name = words.join("-").slice(0, 60).replace(/-$/, "");
  el("a", { href: address, download: `${name}.html` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** What the reader needs for itself, and a file does not. */
const OWN_ATTRIBUTES = ["class", "tabindex", "aria-level"];

/** @param {HTMLElement} article */
function plainMarkup(article) {
  const copy = /** @type {HTMLElement} */ (article.cloneNode(true));
  for (const own of copy.querySelectorAll(".returned-head, .returned[data-state=looked]")) own.remove();
  for (const shell of copy.querySelectorAll(".enlarge, .returned, .returned-body")) shell.replaceWith(...shell.childNodes);
  for (const element of copy.querySelectorAll(OWN_ATTRIBUTES.map((name) => `[${name}]`).join())) {
    for (const name of OWN_ATTRIBUTES) element.removeAttribute(name);
  }
  return copy.innerHTML;
}
