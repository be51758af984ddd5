// Medians, percentiles, and how they are printed.

export const sorted = (values) => [...values].sort((a, b) => a - b);
export const median = (values) => sorted(values)[Math.floor(values.length / 2)];
/** The 99th percentile; of fewer than 100 values the greatest. */
export const p99 = (values) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * 0.99))];

/** Milliseconds with three digits. */
export function ms(value) {
  if (value === undefined) return '–';
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value >= 1 ? value.toFixed(2) : value.toFixed(3);
}

export function ratio(theirs, ours) {
  if (theirs === undefined || !ours) return '–';
  const value = theirs / ours;
  return `${value >= 10 ? value.toFixed(0) : value.toFixed(1)}×`;
}

export const mb = (kb) => `${(kb / 1024).toFixed(kb < 100 * 1024 ? 1 : 0)} MB`;

export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index < 2 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
