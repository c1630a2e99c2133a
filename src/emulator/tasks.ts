export interface Tasks {
  run(work: Promise<void>): void;
  /** When nothing is under way, what was begun in the meantime included. */
  settled(): Promise<void>;
}

/** Work that nobody awaits, kept so that it can be waited for. */
export function createTasks(): Tasks {
  const underWay = new Set<Promise<void>>();
  return {
    run(work) {
      const done = work.finally(() => underWay.delete(done));
      underWay.add(done);
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
