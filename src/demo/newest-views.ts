import type { TableView, YouView } from "./message.ts";

export interface News {
  /** The room's version. */
  readonly seq: number;
  readonly table?: TableView;
  readonly you?: YouView | null;
}

export interface NewestViews {
  learn(news: News): void;
  known(): { readonly table: TableView | null; readonly you: YouView | null };
}

/** All that a client has to keep: of each view the newest, whatever the order in which they come. */
export function createNewestViews(): NewestViews {
  let table: { readonly seq: number; readonly view: TableView } | null = null;
  let you: { readonly seq: number; readonly view: YouView | null } | null = null;
  return {
    learn: (news) => {
      if (news.table !== undefined && news.seq >= (table?.seq ?? 0))
        table = { seq: news.seq, view: news.table };
      if (news.you !== undefined && news.seq >= (you?.seq ?? 0)) you = { seq: news.seq, view: news.you };
    },
    known: () => ({ table: table?.view ?? null, you: you?.view ?? null }),
  };
}
