import type { PlayerId } from "../../game/game.ts";
import type { Card } from "../card.ts";
import type { SealedDeck } from "../fair-deck/sealed-deck.ts";
import { evolveHand } from "../hand.ts";
import type { HandEvent, HandSetup, Seat } from "../hand-event.ts";
import type { Hand } from "../hand-state.ts";
import type { Bounty, Play } from "../table-state.ts";

/** A finished hand as it is kept: the cards that were dealt, face down or up, and none that stayed in the deck. */
export interface HandRecord {
  readonly v: 1;
  readonly startedAtMs: number;
  /** Chairs at the table. */
  readonly chairs: number;
  readonly smallBlind: number;
  readonly setup: HandSetup;
  /** In the order of `setup.entrants`. */
  readonly seats: readonly RecordedSeat[];
  /** All that followed `HandStarted`, but for the shuffle. */
  readonly events: readonly HandEvent[];
  /** Board cards that would have come, when somebody asked; those of the second board. */
  readonly rabbit?: readonly Card[];
  readonly rabbit2?: readonly Card[];
  /** Paid after the hand: the stacks are those before it. */
  readonly bounty?: Bounty;
  /** Has the key of the deck: a secret until the session is over. */
  readonly sealed?: SealedDeck;
}

export interface RecordedSeat {
  readonly seat: Seat;
  readonly player: PlayerId;
  readonly name: string;
  readonly cards: readonly Card[];
  /** To everybody. */
  readonly shown: readonly Card[] | null;
  /** When the hand was over. */
  readonly stack: number;
}

/** A hand before an event of it and after. */
export interface HandStep {
  readonly event: HandEvent;
  readonly before: Hand;
  readonly after: Hand;
}

export function recordOf({ hand, players, log, rabbit, rabbit2, bounty, sealed }: Play): HandRecord {
  return {
    v: 1,
    startedAtMs: log.startedAtMs,
    chairs: log.seats,
    smallBlind: log.smallBlind,
    setup: hand.setup,
    seats: hand.seats.map(({ seat, cards, shown, stack }, place) => {
      const player = players[place];
      if (player === undefined) throw new Error(`nobody played seat ${seat}`);
      return { seat, player, name: log.names[place] ?? player, cards, shown, stack };
    }),
    events: log.pages.flat(),
    ...(rabbit !== undefined && { rabbit }),
    ...(rabbit2 !== undefined && { rabbit2 }),
    ...(bounty !== undefined && { bounty }),
    ...(sealed !== undefined && { sealed }),
  };
}

/** The hand again, event by event; its deck is the hole cards alone. */
export function stepsOf(record: HandRecord): readonly HandStep[] {
  const started: HandEvent = { type: "HandStarted", setup: record.setup };
  const dealt = evolveHand(evolveHand(null, started), { type: "DeckShuffled", deck: holeCardsOf(record) });
  const steps: HandStep[] = [{ event: started, before: dealt, after: dealt }];
  let before = dealt;
  for (const event of record.events) {
    const after = evolveHand(before, event);
    steps.push({ event, before, after });
    before = after;
  }
  return steps;
}

/** All events from the start, with a deck of the hole cards alone. */
export function eventsOf(record: HandRecord): readonly HandEvent[] {
  const { setup, events } = record;
  return [{ type: "HandStarted", setup }, { type: "DeckShuffled", deck: holeCardsOf(record) }, ...events];
}

/** Their own cards, and those that everybody was shown. */
export function cardsSeenBy(reader: PlayerId, { player, cards, shown }: RecordedSeat): readonly Card[] {
  return player === reader ? cards : (shown ?? []);
}

export function isVoided({ events }: HandRecord): boolean {
  return events.some(({ type }) => type === "HandVoided");
}

// As they are dealt: one to each in turn.
function holeCardsOf({ seats }: HandRecord): readonly Card[] {
  const rounds = Math.max(0, ...seats.map(({ cards }) => cards.length));
  return Array.from({ length: rounds }, (_, round) =>
    seats.flatMap(({ cards }) => cards[round] ?? []),
  ).flat();
}
