/** Pictures that were made smaller for the column open at their full size. */

import { el } from "./dom.js";

/** @param {import("./types").Context} context */
export function createLightbox({ article }) {
  const box = el("div", { class: "lightbox", id: "lightbox", popover: "auto", role: "dialog", "aria-label": "Picture", tabindex: "-1", onclick: () => box.hidePopover() });

  for (const picture of /** @type {NodeListOf<HTMLImageElement>} */ (article.querySelectorAll("figure img"))) {
    if (picture.closest("a[href]")) continue;
    const shown = picture.closest("picture") ?? picture;
    const open = el("button", {
      class: "enlarge", "aria-label": `Enlarge the picture${picture.alt ? `: ${picture.alt}` : ""}`,
      onclick: () => {
        const caption = picture.closest("figure")?.querySelector("figcaption")?.textContent;
        box.replaceChildren(el("img", { referrerpolicy: "no-referrer", src: picture.currentSrc || picture.src, alt: picture.alt }), ...(caption ? [el("p", {}, caption)] : []));
        box.showPopover();
        box.focus();
      },
    });
    shown.replaceWith(open);
    open.append(shown);
  }
  return box;
}
