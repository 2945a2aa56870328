/**
 * Plots as SVG, with no library: bars, and points or lines on logarithmic axes. They carry their own ground and follow the
 * light or dark scheme of whoever looks; `picture` makes a PNG of one with the browser that is at hand.
 */

/**
 * @typedef {object} Axis
 * @property {string} label with its unit
 * @property {(value: number) => string} [show] a value on the axis
 * @property {number} [base] of the steps between its ticks; 10 where nothing is said
 *
 * @typedef {object} Series
 * @property {string} name
 * @property {[x: number, y: number][]} points
 *
 * @typedef {object} Guide a dashed line `y = factor · x`
 * @property {number} factor
 * @property {string} label
 */

const WIDTH = 760;
/** Hues that people who see few of them tell apart, for light and for dark ground; each has a shape of its own too. */
const COLOURS = [["#0b6e4f", "#4cc79a"], ["#b3440c", "#ff9a5c"], ["#3d4fb5", "#9aa8ff"], ["#8f1d6b", "#f08fd0"], ["#6b5a00", "#d9c24a"], ["#3f4a52", "#a9b7c0"]];
const SHAPES = [
  (/** @type {number} */ size) => `M${-size} 0a${size} ${size} 0 1 0 ${2 * size} 0a${size} ${size} 0 1 0 ${-2 * size} 0z`,
  (/** @type {number} */ size) => `M${-size} ${-size}h${2 * size}v${2 * size}h${-2 * size}z`,
  (/** @type {number} */ size) => `M0 ${-1.3 * size}L${1.2 * size} ${size}H${-1.2 * size}z`,
  (/** @type {number} */ size) => `M0 ${-1.4 * size}L${1.4 * size} 0L0 ${1.4 * size}L${-1.4 * size} 0z`,
  (/** @type {number} */ size) => `M0 ${1.3 * size}L${1.2 * size} ${-size}H${-1.2 * size}z`,
  (/** @type {number} */ size) => `M${-0.5 * size} ${-1.3 * size}h${size}v${0.8 * size}h${0.8 * size}v${size}h${-0.8 * size}v${0.8 * size}h${-size}v${-0.8 * size}h${-0.8 * size}v${-size}h${0.8 * size}z`,
];

const rules = (/** @type {0 | 1} */ scheme) => [
  `.ground{fill:${["#fff", "#16191b"][scheme]}}text{fill:${["#23211d", "#e8e6e1"][scheme]}}.faint{fill:${["#5c5852", "#a9a69f"][scheme]}}`,
  `.grid{stroke:${["#e4e1db", "#33383b"][scheme]}}.guide{stroke:${["#8a857c", "#8d9296"][scheme]}}`,
  ...COLOURS.map((colour, at) => `.fill-${at}{fill:${colour[scheme]}}.line-${at}{stroke:${colour[scheme]}}`),
].join("");
const STYLE = `text{font:14px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}.title{font-size:17px;font-weight:600}.value{font-variant-numeric:tabular-nums}.line{fill:none;stroke-width:2}.guide{stroke-dasharray:5 4}${rules(0)}@media (prefers-color-scheme:dark){${rules(1)}}`;

const escape = (/** @type {string} */ words) => words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const round = (/** @type {number} */ value) => Number(value.toFixed(1));

/**
 * @param {number} x
 * @param {number} y
 * @param {string} words
 * @param {string} [rest] attributes
 */
const text = (x, y, words, rest = "") => `<text x="${round(x)}" y="${round(y)}" ${rest}>${escape(words)}</text>`;

/**
 * @param {number} height
 * @param {string} title
 * @param {string} note says below what the figures are of
 * @param {string[]} parts
 */
const svg = (height, title, note, parts) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escape(title)}">
<style>${STYLE}</style>
<rect class="ground" width="${WIDTH}" height="${height}"/>
${text(24, 34, title, 'class="title"')}
${parts.join("\n")}
${text(24, height - 16, note, 'class="faint" style="font-size:12px"')}
</svg>
`;

/**
 * Bars from zero, one below the other.
 *
 * @param {object} what
 * @param {string} what.title
 * @param {string} what.unit what the bars' lengths are in
 * @param {string} what.note
 * @param {{ name: string, value: number, says: string, ours?: boolean }[]} what.rows
 */
export function bars({ title, unit, note, rows }) {
  const [left, right, top, step] = [290, 150, 66, 34];
  const longest = Math.max(...rows.map(({ value }) => value));
  const parts = rows.map(({ name, value, says, ours }, at) => {
    const y = top + at * step;
    const length = Math.max(1, (value / longest) * (WIDTH - left - right));
    return `<rect class="fill-${ours ? 0 : 5}" x="${left}" y="${y}" width="${round(length)}" height="22" rx="2"/>${text(left - 10, y + 16, name, 'text-anchor="end"')}${text(left + length + 8, y + 16, says, 'class="value"')}`;
  });
  return svg(top + rows.length * step + 56, title, note, [...parts, text(left, top + rows.length * step + 14, unit, 'class="faint"')]);
}

/**
 * Points on two logarithmic axes, joined by lines where the order of their `x` is a series.
 *
 * @param {object} what
 * @param {string} what.title
 * @param {string} what.note
 * @param {Axis} what.x
 * @param {Axis} what.y
 * @param {Series[]} what.series at most six
 * @param {boolean} [what.joined]
 * @param {Guide[]} [what.guides]
 */
export function points({ title, note, x, y, series, joined = false, guides = [] }) {
  const [left, right, bottom, height] = [84, 44, 84, 520];
  const keys = placeKeys(series.map(({ name }) => name), left, WIDTH - right);
  const top = keys[keys.length - 1].y + 30;
  const all = series.flatMap((one) => one.points);
  const across = scale(all.map(([value]) => value), x.base, left, WIDTH - right);
  const up = scale(all.map(([, value]) => value), y.base, height - bottom, top);
  const grid = [
    ...across.ticks.map((value) => `<path class="grid" d="M${round(across.at(value))} ${top}V${height - bottom}"/>${text(across.at(value), height - bottom + 20, show(x, value), 'text-anchor="middle" class="value"')}`),
    ...up.ticks.map((value) => `<path class="grid" d="M${left} ${round(up.at(value))}H${WIDTH - right}"/>${text(left - 8, up.at(value) + 5, show(y, value), 'text-anchor="end" class="value"')}`),
    text((left + WIDTH - right) / 2, height - bottom + 44, x.label, 'text-anchor="middle"'),
    `<g transform="translate(20 ${(top + height - bottom) / 2}) rotate(-90)">${text(0, 0, y.label, 'text-anchor="middle"')}</g>`,
  ];
  const lines = guides.flatMap(({ factor, label }) => {
    const from = Math.max(across.low, up.low / factor);
    const to = Math.min(across.high, up.high / factor);
    if (from >= to) return [];
    const [x1, y1, x2, y2] = [across.at(from), up.at(from * factor), across.at(to), up.at(to * factor)].map(round);
    const angle = round((Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI);
    return [`<path class="guide" d="M${x1} ${y1}L${x2} ${y2}"/><g transform="translate(${x2} ${y2}) rotate(${angle})">${text(-8, -6, label, 'text-anchor="end" class="faint"')}</g>`];
  });
  const drawn = series.map(({ name, points: own }, at) => {
    const places = own.map((point) => [round(across.at(point[0])), round(up.at(point[1]))]);
    const path = joined && places.length > 1 ? `<path class="line line-${at}" d="M${places.map((place) => place.join(" ")).join("L")}"/>` : "";
    const shape = SHAPES[at % SHAPES.length](joined ? 4.5 : 3.6);
    const key = `<path class="fill-${at}" transform="translate(${keys[at].x + 5} ${keys[at].y})" d="${shape}"/>${text(keys[at].x + 16, keys[at].y + 5, name)}`;
    return `${path}${places.map(([px, py]) => `<path class="fill-${at}" transform="translate(${px} ${py})" d="${shape}"/>`).join("")}${key}`;
  });
  return svg(height, title, note, [...grid, ...lines, ...drawn]);
}

/** Where the names of the series stand, in as many rows as they need. @param {string[]} names */
function placeKeys(names, /** @type {number} */ left, /** @type {number} */ right) {
  let [x, y] = [left, 62];
  return names.map((name) => {
    // No text is measured here; letters of common faces are narrower than this.
    const width = 34 + name.length * 8;
    if (x > left && x + width > right) [x, y] = [left, y + 22];
    x += width;
    return { x: round(x - width), y };
  });
}

const show = (/** @type {Axis} */ axis, /** @type {number} */ value) => axis.show?.(value) ?? value.toLocaleString("en");

/**
 * A logarithmic scale whose ends are powers of its base.
 *
 * @param {number[]} values
 * @param {number} [base]
 * @param {number} from
 * @param {number} to
 */
function scale(values, base = 10, from, to) {
  const power = (/** @type {number} */ value) => Math.log(Math.max(value, Number.MIN_VALUE)) / Math.log(base);
  const first = Math.floor(Math.min(...values.map(power)) + 1e-9);
  const last = Math.max(first + 1, Math.ceil(Math.max(...values.map(power)) - 1e-9));
  const ticks = Array.from({ length: last - first + 1 }, (_, at) => base ** (first + at));
  return { low: ticks[0], high: ticks[ticks.length - 1], ticks, at: (/** @type {number} */ value) => from + ((power(value) - first) / (last - first)) * (to - from) };
}

/**
 * A PNG of a plot, twice as fine as it is large.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {string} plot SVG
 * @param {string} file to write
 * @param {"light" | "dark"} [scheme]
 */
export async function picture(browser, plot, file, scheme = "light") {
  const [, height] = /height="(\d+)"/.exec(plot) ?? [];
  const page = await browser.newPage({ viewport: { width: WIDTH, height: Number(height) }, deviceScaleFactor: 2, colorScheme: scheme });
  await page.setContent(`<!DOCTYPE html><style>body{margin:0}svg{display:block}</style>${plot}`);
  await page.screenshot({ path: file });
  await page.close();
}
