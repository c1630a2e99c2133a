import type { Card } from "../../../../poker/card.ts";
import type { PrivateView } from "../../../../poker/player-view.ts";
import type { PublicTableEvent } from "../../../../poker/public-event.ts";
import type { PublicTable } from "../../../../poker/table-view.ts";

/** What this page itself was told of a hand's deck, so that nobody need be believed afterwards. */
export interface HandNote {
  readonly no: number;
  readonly promise: string;
  readonly root: string;
  /** The root was told before any card of the hand. */
  readonly isBefore: boolean;
  /** A root that was told later on for the same hand. */
  readonly otherRoot?: string;
  /** What the reader had given for the shuffle by then. */
  readonly seed?: string;
  /** As the reader saw them: own and shown ones by seat, and all of the boards. */
  readonly seats: Readonly<Record<number, readonly Card[]>>;
  readonly board: readonly Card[];
}

/** By the number of the hand. */
export type DeckNotes = ReadonlyMap<number, HandNote>;

export interface Seen {
  readonly table: PublicTable;
  readonly you: PrivateView | null;
  /** Of the newest message. */
  readonly events: readonly PublicTableEvent[];
  readonly seq: number | null;
}

const MOST_NOTES = 300;

/** The same notes when there is nothing new to note. `last`: what was seen before. */
export function noteDown(notes: DeckNotes, seen: Seen, last: Seen | null): DeckNotes {
  const { table } = seen;
  const { hand } = table;
  if (hand?.deckRoot === undefined) return notes;
  const before = notes.get(hand.no);
  const promise = before?.promise ?? table.deckPromise;
  if (promise === undefined) return notes;
  const cards = cardsIn(seen);
  const first = before ?? {
    no: hand.no,
    promise,
    root: hand.deckRoot,
    seats: {},
    board: [],
    ...(seen.you?.seed !== undefined && { seed: seen.you.seed }),
    isBefore: isUntouched(cards, seen) || isNext(seen, last),
  };
  const note = {
    ...first,
    ...(first.root !== hand.deckRoot && { otherRoot: hand.deckRoot }),
    seats: Object.fromEntries(
      Object.entries({ ...first.seats, ...cards.seats }).map(([seat, shown]) => [
        seat,
        union(first.seats[Number(seat)] ?? [], shown),
      ]),
    ),
    board: union(first.board, cards.board),
  };
  if (before !== undefined && isSame(note, before)) return notes;
  return new Map([...notes, [hand.no, note] as const].slice(-MOST_NOTES));
}

type SeenCards = Pick<HandNote, "seats" | "board">;

/** A bomb pot's flop comes in one message with the root, which is the first of its events. */
function isUntouched({ seats, board }: SeenCards, { events, table }: Seen): boolean {
  const root = table.hand?.deckRoot;
  const isFirst =
    board.length === 0 || events.some((event) => event.type === "DeckSealed" && event.root === root);
  return isFirst && Object.keys(seats).length === 0;
}

/** Whoever starts a hand is told root and cards in one answer: the very next that happened at the table. */
function isNext({ seq, table }: Seen, last: Seen | null): boolean {
  if (last === null || last.seq === null || last.table.hand?.no === table.hand?.no) return false;
  return seq === last.seq + 1;
}

function cardsIn({ table: { hand, seats }, you }: Seen): SeenCards {
  const shown = seats.flatMap(({ seat, cards }) => {
    const own = seat === you?.seat ? you.cards : [];
    const all = union(own, cards ?? []);
    return all.length === 0 ? [] : [[seat, all] as const];
  });
  const { board = [], board2 = [], rabbit = [], rabbit2 = [] } = hand ?? {};
  return { seats: Object.fromEntries(shown), board: union(board, [...board2, ...rabbit, ...rabbit2]) };
}

function union(some: readonly Card[], others: readonly Card[]): readonly Card[] {
  return [...new Set([...some, ...others])];
}

function isSame(one: HandNote, other: HandNote): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
