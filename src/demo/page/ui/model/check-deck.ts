import type { DeckProof, FinishedHand } from "../../../../client/views.ts";
import type { Card } from "../../../../poker/card.ts";
import { cardInWords } from "./card-words.ts";
import type { HandNote } from "./deck-notes.ts";
import type { Sha256 } from "./sha256.ts";
import { holeCardCount } from "./variant-words.ts";

export interface DeckCheck {
  readonly no: number;
  /**
   * `before`: the fingerprint was told to this page before the hand's first card; `late`: during the hand; `unseen`: the
   * page was not there, and the server's word for the fingerprint is all there is.
   */
  readonly told: "before" | "late" | "unseen";
  readonly cards: number;
  /** Why cards and deck do not fit, in words; empty when they do. */
  readonly faults: readonly string[];
}

interface Checked {
  readonly hand: FinishedHand;
  readonly proof: DeckProof;
  readonly note: HandNote | null;
}

type Opening = DeckProof["openings"][number];

/** Holds the cards of a finished hand against the deck that was fixed for it: docs/fair-deck.md. */
export async function checkDeck(sha256: Sha256, { hand, proof, note }: Checked): Promise<DeckCheck> {
  const root = note?.root ?? proof.root;
  const roots = await Promise.all(proof.openings.map((opening) => rootFrom(sha256, opening)));
  const strays = proof.openings.filter((_, at) => roots[at] !== root);
  return {
    no: hand.no,
    told: note === null ? "unseen" : note.isBefore ? "before" : "late",
    cards: proof.openings.length,
    faults: [
      ...(note === null ? [] : noteFaults(note, proof)),
      ...strays.map(({ card }) => `The ${cardInWords(card)} does not lead to the fingerprint.`),
      ...placeFaults(hand, proof, note),
    ],
  };
}

/** From the card up to the root, as the deck was hashed before the hand. */
async function rootFrom(sha256: Sha256, { position, card, salt, path }: Opening): Promise<string> {
  let hash = await sha256(`card ${position} ${card} ${salt}`);
  for (const [level, beside] of path.entries()) {
    if (beside === null) continue;
    const isRight = ((position >> level) & 1) === 1;
    hash = await sha256(isRight ? `node ${beside} ${hash}` : `node ${hash} ${beside}`);
  }
  return hash;
}

function noteFaults({ promise, root, otherRoot, seed, isBefore }: HandNote, proof: DeckProof): string[] {
  const isSeedIn = proof.seeds.some((given) => given.seed === seed);
  return [
    ...(proof.promise === promise ? [] : ["The server names another promise than it gave this page."]),
    ...(proof.root === root ? [] : ["The server names another fingerprint than it gave this page."]),
    ...(otherRoot === undefined ? [] : ["Two different fingerprints were told for this hand."]),
    ...(isBefore && seed !== undefined && !isSeedIn ? ["Your part of the shuffle was left out."] : []),
  ];
}

/** Every card that is known has to come from the place in the deck where it was due. */
function placeFaults(hand: FinishedHand, { openings, deck }: DeckProof, note: HandNote | null): string[] {
  const places = new Map(openings.map((opening) => [opening.card, opening]));
  const due = dueCards(hand, note);
  const faults = due.flatMap(({ card, seat, isDue }) => {
    const opening = places.get(card);
    if (opening === undefined) return [`The ${cardInWords(card)} is not among the cards that were opened.`];
    if (opening.seat === seat && isDue(opening.position)) return [];
    return [`The ${cardInWords(card)} was not due at its place in the deck.`];
  });
  const positions = new Set(openings.map(({ position }) => position));
  const areApart = positions.size === openings.length && openings.every(({ position }) => position < deck);
  return [
    ...faults,
    ...(areApart && places.size === openings.length ? [] : ["A place in the deck was opened twice."]),
    ...(isClockwise(hand) ? [] : ["The cards were not dealt clockwise from the button."]),
  ];
}

interface DueCard {
  readonly card: Card;
  /** Null for the board. */
  readonly seat: number | null;
  readonly isDue: (position: number) => boolean;
}

/** What the page saw and what the history tells: both have to fit. */
function dueCards(hand: FinishedHand, note: HandNote | null): readonly DueCard[] {
  const players = hand.seats.length;
  const dealt = players * holeCardCount(hand.variant);
  const held = hand.seats.flatMap(({ seat, cards }, place) =>
    unique([...(cards ?? []), ...(note?.seats[seat] ?? [])]).map((card) => ({
      card,
      seat,
      isDue: (position: number) => position < dealt && position % players === place,
    })),
  );
  const board = hand.events.flatMap((event) => (event.type === "BoardDealt" ? event.cards : []));
  const { rabbit = [], rabbit2 = [] } = hand;
  const common = unique([...board, ...rabbit, ...rabbit2, ...(note?.board ?? [])]).map((card) => {
    const at = board.indexOf(card);
    // A rabbit's cards were never dealt: they come from behind those that were.
    const isDue = (position: number) =>
      at === -1 ? position >= dealt + board.length : position === dealt + at;
    return { card, seat: null, isDue };
  });
  return [...held, ...common];
}

const MOST_SEATS = 10;

function isClockwise({ button, seats }: FinishedHand): boolean {
  const steps = seats.map(({ seat }) => (seat - button - 1 + 2 * MOST_SEATS) % MOST_SEATS);
  return steps.every((step, at) => at === 0 || step > (steps[at - 1] ?? 0));
}

function unique(cards: readonly Card[]): readonly Card[] {
  return [...new Set(cards)];
}
