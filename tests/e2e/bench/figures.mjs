/** From times to figures, and from figures to a table. */

/** @param {number[]} values */
const sorted = (values) => [...values].sort((a, b) => a - b);

/** @param {number[]} values */
export const sum = (values) => values.reduce((total, value) => total + value, 0);

/** @param {number[]} values */
export function median(values) {
  const order = sorted(values);
  const half = order.length >> 1;
  return order.length % 2 ? order[half] : (order[half - 1] + order[half]) / 2;
}

/** Nineteen of twenty values are no larger. @param {number[]} values */
export const p95 = (values) => sorted(values)[Math.ceil(values.length * 0.95) - 1];

/** @param {number[]} values */
export const summary = (values) => ({ total: sum(values), median: median(values), p95: p95(values) });

/**
 * Rows as lines, the first column to the left and all others to the right.
 *
 * @param {string[][]} rows
 */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((cell, column) => (column ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join("  ")).join("\n");
}
