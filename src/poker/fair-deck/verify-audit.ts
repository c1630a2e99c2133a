import type { Card } from "../card.ts";
import { variants } from "../variant.ts";
import type { Audit, AuditedHand } from "./audit.ts";
import { deckKeyOf, deckOf, promiseOf } from "./deck-key.ts";
import { rootOf } from "./deck-tree.ts";

/** A hand as the revealed secret says that it was dealt. */
export interface RecomputedHand {
  readonly hand: AuditedHand;
  readonly root: string;
  /** In the order of `hand.seats`. */
  readonly holeCards: readonly (readonly Card[])[];
  readonly boards: readonly (readonly Card[])[];
}

export interface Verification {
  readonly hands: readonly RecomputedHand[];
  /** Of the session, those that the file has not. */
  readonly missing: readonly number[];
  /** Why the file proves nothing; empty when it does. */
  readonly faults: readonly string[];
}

/** Deals every hand of the file again from the secret and holds it against what was public. */
export function verifyAudit(audit: Audit): Verification {
  const hands = audit.hands.map((hand) => recompute(audit.secret, hand));
  const numbers = audit.hands.map(({ no }) => no);
  const expected = Array.from(
    { length: Math.max(0, audit.lastHand - audit.firstHand + 1) },
    (_, at) => audit.firstHand + at,
  );
  const faults = [
    ...(promiseOf(audit.secret) === audit.promise ? [] : ["the secret is not the one that was promised"]),
    ...numbers.filter((no) => !expected.includes(no)).map((no) => `hand ${no} is not of this session`),
    ...numbers
      .filter((no, at) => numbers.indexOf(no) !== at)
      .map((no) => `hand ${no} is there more than once`),
    ...hands.flatMap((recomputed) => faultsOf(recomputed).map((f) => `hand ${recomputed.hand.no}: ${f}`)),
  ];
  return { hands, missing: expected.filter((no) => !numbers.includes(no)), faults };
}

function recompute(secret: string, hand: AuditedHand): RecomputedHand {
  const { deck: deckName, holeCards: count } = variants[hand.variant];
  const key = deckKeyOf(secret, hand.no, hand.seeds);
  const deck = deckOf(key, deckName);
  const players = hand.seats.length;
  const holeCards = hand.seats.map((_, place) =>
    Array.from({ length: count }, (__, round) => deck[round * players + place] as Card),
  );
  return { hand, root: rootOf(key, deck), holeCards, boards: boardsFrom(deck, players * count, hand.board) };
}

function boardsFrom(
  deck: readonly Card[],
  from: number,
  dealt: AuditedHand["board"],
): readonly (readonly Card[])[] {
  const boards: Card[][] = [];
  let at = from;
  for (const { cards } of dealt) {
    boards.push(deck.slice(at, at + cards.length));
    at += cards.length;
  }
  return boards;
}

function faultsOf({ hand, root, holeCards, boards }: RecomputedHand): readonly string[] {
  const wrongBoards = hand.board.filter(({ cards }, at) => cards.join() !== boards[at]?.join());
  const wrongShown = hand.seats.filter(
    ({ shown }, place) => shown?.every((card) => holeCards[place]?.includes(card)) === false,
  );
  return [
    ...(root === hand.root ? [] : ["the deck is not the one that was sealed"]),
    ...(isClockwise(hand) ? [] : ["the cards were not dealt clockwise from the button"]),
    ...wrongBoards.map(({ cards }) => `the board has ${cards.join(" ")}, which the deck has not there`),
    ...wrongShown.map(({ seat, shown }) => `seat ${seat} showed ${shown?.join(" ")}, which it was not dealt`),
  ];
}

const MOST_SEATS = 10;

function isClockwise({ button, seats }: AuditedHand): boolean {
  const steps = seats.map(({ seat }) => (seat - button - 1 + 2 * MOST_SEATS) % MOST_SEATS);
  return steps.every((step, at) => at === 0 || step > (steps[at - 1] ?? 0));
}
