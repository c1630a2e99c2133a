import { isWhole, type News } from "./read-message.ts";
import type { TableView, WholeView, YouView } from "./views.ts";

export interface NewestViews {
  /** A message. True: others before it did not come, so what is known may be incomplete. */
  hear(news: News): boolean;
  /** An answer to a question that was asked when `askedAt` was known. True: newer messages show that it is incomplete. */
  learn(whole: WholeView, askedAt: number | null): boolean;
  seq(): number | null;
  table(): TableView | null;
  you(): YouView | null;
  /** The own view belongs to an older table: its message is due, or was lost. */
  isYouBehind(): boolean;
}

interface Told<View> {
  readonly seq: number;
  readonly view: View;
}

/** Of each view the newest, whatever the order in which they come. */
export function createNewestViews(): NewestViews {
  let table: Told<TableView> | null = null;
  let you: (Told<YouView | null> & { readonly handNo: number | undefined }) | null = null;
  let completeTo: number | null = null;
  let shownYou: YouView | null = null;

  const seq = (): number | null =>
    table === null && you === null ? null : Math.max(table?.seq ?? 0, you?.seq ?? 0);
  const take = (news: News): void => {
    if (news.table !== undefined && news.seq >= (table?.seq ?? 0))
      table = { seq: news.seq, view: news.table };
    if (news.you !== undefined && news.seq >= (you?.seq ?? 0))
      you = { seq: news.seq, view: news.you, handNo: table?.view.hand?.no };
    shownYou = youAt(you, table?.view);
  };

  return {
    hear: (news) => {
      take(news);
      if (isWhole(news)) completeTo = Math.max(completeTo ?? 0, news.seq);
      if (completeTo === null || news.seq <= completeTo) return false;
      if (news.seq > completeTo + 1) return true;
      completeTo = news.seq;
      return false;
    },
    learn: ({ version, ...views }, askedAt) => {
      // Croupier told of a version before the question that it does not know any more: its store lost the newest.
      const isLost = askedAt !== null && version < askedAt && askedAt === seq();
      if (isLost) [table, you, completeTo] = [null, null, null];
      take({ seq: version, ...views });
      completeTo = Math.max(completeTo ?? 0, version);
      const heard = seq() ?? 0;
      if (heard > completeTo + 1) return true;
      completeTo = heard;
      return false;
    },
    seq,
    table: () => table?.view ?? null,
    you: () => shownYou,
    isYouBehind: () => you !== null && isBehind(you.view, shownYou, table?.view),
  };
}

// The table's message comes a moment before the player's own: until then the cards and the turn are those of before.
function youAt(
  you: { readonly view: YouView | null; readonly handNo: number | undefined } | null,
  table: TableView | undefined,
): YouView | null {
  const view = you?.view ?? null;
  if (view === null || table === undefined) return view;
  const cards = you?.handNo === table.hand?.no ? view.cards : [];
  const legal = table.turn?.player === view.player ? view.legal : null;
  return cards === view.cards && legal === view.legal ? view : { ...view, cards, legal };
}

function isBehind(told: YouView | null, shown: YouView | null, table: TableView | undefined): boolean {
  if (told === null || shown === null) return false;
  const lacksCards = told.cards.length > shown.cards.length;
  return lacksCards || (table?.turn?.player === told.player && told.legal === null);
}
