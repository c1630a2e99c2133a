import type { PlayerId } from "../../src/game/game.ts";
import type { Card } from "../../src/poker/card.ts";
import { poker } from "../../src/poker/poker.ts";
import type { TableEvent } from "../../src/poker/table-event.ts";
import type { TableSeat, TableState } from "../../src/poker/table-state.ts";

/** Null: a spectator, an operator, a log, anybody without a part in the game. */
export type Viewer = PlayerId | null;

const CARD = /(?<![A-Za-z0-9])(?:[2-9TJQKA][cdhs])+(?![A-Za-z0-9])/g;

/** Every card that a text names, as the contract writes them, on their own or strung together. */
export function cardsIn(text: string): readonly string[] {
  return [...text.matchAll(CARD)].flatMap(([found]) => found.match(/../g) ?? []);
}

/** On the board, shown down, or looked at after the hand: what everybody may see of the hand on the table. */
export function publicCards({ play }: TableState): readonly Card[] {
  if (play === null) return [];
  const shown = play.hand.seats.flatMap((seat) => seat.shown ?? []);
  return [...play.hand.boards.flat(), ...shown, ...(play.rabbit ?? []), ...(play.rabbit2 ?? [])];
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

/** What the decks follow from: above every card, and nobody's until the session is over. */
export function expectNoDeckSecret({ decks, play }: TableState, text: string, what: string): void {
  const secrets = [decks?.secret, play?.sealed?.key].filter((secret) => secret !== undefined);
  if (secrets.some((secret) => text.toUpperCase().includes(secret)))
    throw new Error(`${what} tells the secret of the decks: ${text}`);
}

/** A step at a table, and who asked for it; null: nobody who plays. */
interface ShownStep {
  readonly before: TableState;
  readonly events: readonly TableEvent[];
  readonly asker: Viewer;
}

/**
 * What is shown is shown by right: by its owner's wish; else at the showdown, by no one who folded, by nobody at all
 * when the others folded, and not while somebody has still to act.
 */
export function expectShownByRight({ before, events, asker }: ShownStep): void {
  const willing = new Set(before.seats.filter(meansToShow).map(({ player }) => player));
  let state = before;
  for (const event of events) {
    if (event.type === "CardsShown")
      expectRight(state, event, (player) => player === asker || willing.has(player));
    state = poker.evolve(state, event);
  }
}

function meansToShow({ pending }: TableSeat): boolean {
  return pending !== null && pending.show !== null;
}

function expectRight(
  { play }: TableState,
  { seat, cards }: Extract<TableEvent, { type: "CardsShown" }>,
  isWish: (player: PlayerId) => boolean,
): void {
  const place = play?.hand.seats.findIndex((one) => one.seat === seat) ?? -1;
  const entrant = play?.hand.seats[place];
  const player = play?.players[place];
  if (play === null || entrant === undefined || player === undefined)
    throw new Error("cards of nobody were shown");
  if (!cards.every((card) => entrant.cards.includes(card))) throw new Error("a foreign card was shown");
  if (isWish(player)) return;
  const { hand } = play;
  if (entrant.status === "folded") throw new Error("a folded hand was shown");
  if (hand.seats.filter(({ status }) => status !== "folded").length === 1)
    throw new Error("a hand won by folds was shown");
  if (hand.toAct !== null || hand.ended) throw new Error("a hand was shown that was not at a showdown");
}
