/** What came of one hand or pair of a file. */
export type Outcome =
  | { readonly kind: "passed" }
  | { readonly kind: "failed"; readonly name: string; readonly differences: readonly string[] }
  | { readonly kind: "skipped"; readonly name: string; readonly reason: string };

export function outcomeOf(name: string, differences: readonly string[]): Outcome {
  return differences.length === 0 ? { kind: "passed" } : { kind: "failed", name, differences };
}

/** One line about each thing that is not as expected. */
export function differencesBetween(
  what: string,
  { expected, got }: { expected: unknown; got: unknown },
): readonly string[] {
  const [want, have] = [JSON.stringify(expected), JSON.stringify(got)];
  return want === have ? [] : [`${what}: expected ${want}, got ${have}`];
}
