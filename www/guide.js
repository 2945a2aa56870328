/** The guide to embedding: makes the bookmarklet for the very place that the guide stands at. */

const link = /** @type {HTMLAnchorElement} */ (document.getElementById("bookmarklet"));
const said = /** @type {HTMLElement} */ (document.getElementById("bookmarklet-said"));

/** Runs on other people's pages, so it is one expression and leaves nothing behind. @param {string} address */
const program = (address) => `(()=>{import(${JSON.stringify(address)}).then(p=>p.openHere()).then(found=>found||alert("Plainleaf found no article on this page."),()=>alert("Plainleaf could not be loaded here: most likely this page’s own policy forbids it. The Plainleaf extension works on such pages too."))})()`;

link.href = `javascript:${encodeURIComponent(program(new URL("open.js", import.meta.url).href))}`;
link.addEventListener("click", (event) => {
  event.preventDefault();
  said.textContent = "Drag it to your bookmarks bar. Then open any article and press it there.";
});
