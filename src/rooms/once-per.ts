/** Derives a result once for each object and gives it again; for objects that never change. */
export function oncePer<Of extends object, Result>(derive: (of: Of) => Result): (of: Of) => Result {
  const results = new WeakMap<Of, { readonly result: Result }>();
  return (of) => {
    const known = results.get(of);
    if (known !== undefined) return known.result;
    const result = derive(of);
    results.set(of, { result });
    return result;
  };
}
