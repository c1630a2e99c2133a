import type { PlayerId } from "../../src/game/game.ts";
import type { Card } from "../../src/poker/card.ts";
import type { TableState } from "../../src/poker/table-state.ts";

/** Null: a spectator, an operator, a log, anybody without a part in the game. */
export type Viewer = PlayerId | null;

const CARD = /(?<![A-Za-z0-9])(?:[2-9TJQKA][cdhs])+(?![A-Za-z0-9])/g;

/** Every card that a text names, as the contract writes them, on their own or strung together. */
export function cardsIn(text: string): readonly string[] {
  return [...text.matchAll(CARD)].flatMap(([found]) => found.match(/../g) ?? []);
}

/** On the board or shown down: what everybody may see of the hand on the table. */
export function publicCards({ play }: TableState): readonly Card[] {
  if (play === null) return [];
  return [...play.hand.boards.flat(), ...play.hand.seats.flatMap(({ shown }) => shown ?? [])];
}

/** The hole cards of that player in the hand on the table. */
export function ownCards({ play }: TableState, viewer: Viewer): readonly Card[] {
  if (play === null || viewer === null) return [];
  return play.hand.seats.flatMap(({ cards }, place) => (play.players[place] === viewer ? cards : []));
}

/** Fails with the text when it names a card that is not allowed. */
export function expectOnly(allowed: Iterable<string>, text: string, what: string): void {
  const known = new Set(allowed);
  const leaked = cardsIn(text).filter((card) => !known.has(card));
  if (leaked.length > 0) throw new Error(`${what} tells ${[...new Set(leaked)].join(" ")}: ${text}`);
}

/** What is shown is shown by right: by no one who folded, and by nobody at all when the others folded. */
export function expectShownByRight({ play }: TableState): void {
  if (play === null) return;
  const { seats } = play.hand;
  const left = seats.filter(({ status }) => status !== "folded");
  const shown = seats.filter((seat) => seat.shown !== null);
  if (shown.some(({ status }) => status === "folded")) throw new Error("a folded hand was shown");
  if (left.length === 1 && shown.length > 0) throw new Error("a hand won by folds was shown");
  if (shown.length > 0 && play.hand.toAct !== null)
    throw new Error("a hand was shown before the betting ended");
  for (const { cards, shown: seen } of shown)
    if (seen !== null && seen.some((card) => !cards.includes(card)))
      throw new Error("a foreign card was shown");
}
