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

/** Of a share from 0 to 1. */
export function percentile(values: Iterable<number>, share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** The median of each figure, over samples of one kind. */
export function medians<Sample extends Readonly<Record<string, number>>>(samples: readonly Sample[]): Sample {
  const names = Object.keys(samples[0] ?? {});
  return Object.fromEntries(
    names.map((name) => [name, median(samples.map((sample) => sample[name]!))]),
  ) as unknown as Sample;
}
