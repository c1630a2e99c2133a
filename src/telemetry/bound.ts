const MOST = 100;

/** Lets the first hundred values of a label pass and calls all later ones `other`, so that no game makes endless series. */
export function createBound(): (value: string) => string {
  const known = new Set<string>();
  return (value) => {
    if (known.has(value)) return value;
    if (known.size >= MOST) return "other";
    known.add(value);
    return value;
  };
}
