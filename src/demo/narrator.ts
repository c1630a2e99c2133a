import { phraseOf } from "./event-phrase.ts";
import { type HandSoFar, tellHand } from "./hand-story.ts";
import type { EventView, TableView } from "./message.ts";
import { paragraph } from "./typeset.ts";

export interface Narrator {
  /** What everybody was told. */
  hearTable(news: { readonly events: readonly EventView[]; readonly table: TableView }): void;
  /** What one player was told of their own cards. */
  hearCards(player: string, cards: readonly string[]): void;
}

/** Tells hand after hand in plain words, from nothing but the messages that the peers were delivered. */
export function createNarrator(say: (line: string) => void): Narrator {
  const names = new Map<number, string>();
  const ownCards = new Map<string, readonly string[]>();
  let hand = { no: 0, events: [] as EventView[], told: 0 };

  const nameAt: HandSoFar["nameAt"] = (seat) => names.get(seat ?? 0) ?? "nobody";
  const tellMore = (table: TableView): void => {
    if (hand.events.length === 0) return;
    const paragraphs = tellHand({ ...hand, table, nameAt, ownCards });
    for (const text of paragraphs.slice(hand.told)) say(text);
    hand.told = paragraphs.length;
  };

  return {
    hearTable: ({ events, table }) => {
      for (const { seat, name } of table.seats) names.set(seat, name);
      for (const event of events) {
        const phrase = phraseOf(event, nameAt(event.seat));
        if (phrase?.aside === true) say(paragraph("table", [phrase.text]));
        if (event.type === "HandStarted") hand = { no: event.no ?? 0, events: [], told: 0 };
        if (hand.no > 0) hand.events.push(event);
        if (event.type === "HandEnded") tellMore(table);
      }
      tellMore(table);
    },
    hearCards: (player, cards) => ownCards.set(player, cards),
  };
}
