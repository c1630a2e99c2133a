import type { TableState } from "../../src/poker/table-state.ts";

// Cards as the contract writes them, on their own or strung together.
const CARDS = /(?<![A-Za-z0-9])(?:[2-9TJQKA][cdhs])+(?![A-Za-z0-9])/g;

/** Every card that a text tells. */
export function cardsIn(text: string): readonly string[] {
  return (text.match(CARDS) ?? []).flatMap((found) => found.match(/../g) ?? []);
}

/** What lies face up. */
export function faceUp({ play }: TableState): ReadonlySet<string> {
  if (play === null) return new Set();
  const shown = play.hand.seats.flatMap((seat) => seat.shown ?? []);
  return new Set([...play.hand.boards.flat(), ...shown, ...(play.rabbit ?? []), ...(play.rabbit2 ?? [])]);
}

/** A player's own cards. */
export function ownCards({ play }: TableState, player: string): ReadonlySet<string> {
  const place = play?.players.findIndex((one) => one === player) ?? -1;
  return new Set(play?.hand.seats[place]?.cards);
}

interface Revealing {
  readonly type: string;
  readonly street?: string;
  readonly seat?: number;
  readonly cards?: readonly string[];
  readonly cards2?: readonly string[];
}

const REVEALING: ReadonlySet<string> = new Set(["BoardDealt", "CardsShown", "RabbitHunted"]);

/** The only events that may tell cards, by what they tell. */
export function revealedBy(event: unknown): readonly string[] {
  const { type, cards = [], cards2 = [] } = event as Revealing;
  return REVEALING.has(type) ? [keyOf(type, [...cards, ...cards2])] : [];
}

/** True when an event tells no card, or one that this room's own events revealed. */
export function isRevealed(event: unknown, revealed: ReadonlySet<string>): boolean {
  const cards = cardsIn(JSON.stringify(event));
  return cards.length === 0 || revealed.has(keyOf((event as Revealing).type, cards));
}

function keyOf(type: string, cards: readonly string[]): string {
  return `${type} ${cards.join(" ")}`;
}
