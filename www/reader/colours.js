/** Colours that a reader mixes: how well one can be read on the other. */

/** The least that the guidelines for accessible content ask of text, and what they call enhanced. */
const LEAST = 4.5;
const GOOD = 7;

/**
 * Relative luminance as WCAG 2.2 defines it.
 *
 * @param {string} colour as `#rrggbb`
 * @returns {number} 0 to 1
 */
export function luminance(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * @param {string} one
 * @param {string} other
 * @returns {number} 1 to 21
 */
export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/**
 * @param {string} ink
 * @param {string} paper
 */
export function contrastInWords(ink, paper) {
  const ratio = contrast(ink, paper);
  // Cut, not rounded: 4.49 is not 4.5.
  const shown = `Contrast ${(Math.floor(ratio * 10) / 10).toFixed(1)} to 1`;
  if (ratio < LEAST) return `${shown}: too little, ${LEAST} is the least that reads easily`;
  return `${shown}: ${ratio < GOOD ? "enough" : "good"}`;
}
