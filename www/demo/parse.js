/**
 * The one place where markup is parsed: into an inert document that runs no script, loads nothing and is
 * never put into a page. It is only read. Trusted Types pages name this policy in their own policy.
 */

const policy = globalThis.trustedTypes?.createPolicy("plainleaf", { createHTML: (/** @type {string} */ markup) => markup });

/**
 * @param {string} markup
 * @returns {Document}
 */
export function parseInert(markup) {
  return new DOMParser().parseFromString(/** @type {string} */ (/** @type {unknown} */ (policy?.createHTML(markup) ?? markup)), "text/html");
}
