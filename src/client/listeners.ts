export interface Listeners<News> {
  /** Returns how to take it away. */
  readonly add: (listener: (news: News) => void) => () => void;
  readonly tell: (news: News) => void;
}

export function createListeners<News>(): Listeners<News> {
  const all = new Set<(news: News) => void>();
  return {
    add: (listener) => {
      // The same function given twice is told twice.
      const own = (news: News): void => listener(news);
      all.add(own);
      return () => void all.delete(own);
    },
    tell: (news) => {
      for (const listener of all) listener(news);
    },
  };
}
