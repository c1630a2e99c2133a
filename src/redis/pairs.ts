/** Members and their scores, as a sorted set tells them. */
export function pairs(flat: readonly string[]): readonly (readonly [string, number])[] {
  return flat.flatMap((member, i) => (i % 2 === 0 ? [[member, Number(flat[i + 1])] as const] : []));
}
