/** Appends; when the list grows past the limit its oldest tenth goes at once. */
export function pushBounded<T>(list: T[], item: T, limit: number): void {
  list.push(item);
  if (list.length > limit) list.splice(0, Math.ceil(limit / 10));
}
