export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Half the width of the interval in which the true median is, 19 times of 20 (McGill, Tukey and Larsen's notches). */
export function medianError(values: readonly number[]): number {
  return (1.57 * (quantile(values, 0.75) - quantile(values, 0.25))) / Math.sqrt(values.length);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = share * (sorted.length - 1);
  return (sorted[Math.floor(at)]! + sorted[Math.ceil(at)]!) / 2;
}
