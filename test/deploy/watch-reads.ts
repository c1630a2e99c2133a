interface WatchedReads {
  /** Like the value, but whatever is read of it is remembered. */
  readonly watched: object;
  /** The paths of its fields that nobody read so far. */
  unread(): string[];
}

export function watchReads(value: object): WatchedReads {
  const read = new Set<string>();
  return {
    watched: watch(value, "", read) as object,
    unread: () => pathsOf(value, "").filter((path) => !read.has(path)),
  };
}

function watch(value: unknown, path: string, read: Set<string>): unknown {
  if (typeof value !== "object" || value === null) return value;
  return new Proxy(value, {
    get(target, key) {
      const inner: unknown = Reflect.get(target, key);
      if (typeof key !== "string") return inner;
      read.add(`${path}/${key}`);
      return watch(inner, `${path}/${key}`, read);
    },
  });
}

function pathsOf(value: unknown, path: string): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    `${path}/${key}`,
    ...pathsOf(inner, `${path}/${key}`),
  ]);
}
