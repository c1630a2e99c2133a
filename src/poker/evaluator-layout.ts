/** The smallest numbers, each found after the ones before it, that give every seven ranks a sum of their own; `npm run prove:evaluator -- --keys` finds them again. */
export const RANK_KEYS: readonly number[] = [
  0, 1, 5, 22, 98, 453, 2031, 8698, 22854, 83661, 262349, 636345, 1479181,
];

// Octal digits that count three suits; the fourth is what the hand's size leaves.
const SUIT_KEYS = [0, 1, 8, 64];

export const SUIT_BITS = 9;
export const SUIT_MASK = 511;
export const NO_FLUSH = 4;

// A row is 1,024 sums with one offset.
export const ROW_BITS = 10;
const COLUMNS = 1 << ROW_BITS;

const ALL_TAKEN = -1;

/** How the sum of a hand's card keys finds its slot in the value tables, by hand size. */
export interface Layout {
  /** By row of the rank sum: added to the rank sum it gives the slot, a different one for all ranks that a hand can have. */
  readonly offsets: Int32Array;
  readonly slots: number;
  /** By suit sum: the suit of five or more of the cards, else `NO_FLUSH`. */
  readonly flushSuit: Uint8Array;
}

/** By card index: rank key and, in the low nine bits, suit key. */
export const CARD_KEYS = Int32Array.from({ length: 52 }, (_, card) => {
  return ((RANK_KEYS[card >> 2] as number) << SUIT_BITS) | (SUIT_KEYS[card & 3] as number);
});

export function layOut(size: number): Layout {
  const rows: number[][] = [];
  forEachRanks(size, 0, (ranks) => {
    const sum = rankSum(ranks);
    (rows[sum >>> ROW_BITS] ??= []).push(sum % COLUMNS);
  });
  return { ...placeRows(rows), flushSuit: flushSuits(size) };
}

export function slotOf(layout: Layout, sum: number): number {
  return sum + (layout.offsets[sum >>> ROW_BITS] as number);
}

export function rankSum(ranks: readonly number[]): number {
  let sum = 0;
  for (const rank of ranks) sum += RANK_KEYS[rank] as number;
  return sum;
}

/** Calls back with every choice of `size` ranks, at most four alike, lowest first; the array is reused. */
export function forEachRanks(size: number, lowest: number, visit: (ranks: readonly number[]) => void): void {
  const ranks: number[] = [];
  const extend = (from: number): void => {
    if (ranks.length === size) return visit(ranks);
    for (let rank = from; rank < 13; rank++) {
      if (ranks.at(-4) === rank) continue;
      ranks.push(rank);
      extend(rank);
      ranks.pop();
    }
  };
  extend(lowest);
}

// The fullest rows choose first. Each takes the first place where all its sums fall on free slots;
// a row as full as the one before searches on from there, which costs 5 % more slots and saves 80 % of the time.
function placeRows(rows: readonly number[][]): { offsets: Int32Array; slots: number } {
  const offsets = new Int32Array(rows.length);
  const taken = new Int32Array(8192);
  let slots = 0;
  let from = 0;
  let fullness = 0;
  for (const row of fullestFirst(rows)) {
    const columns = rows[row] ?? [];
    const place = firstPlace(taken, columns, columns.length === fullness ? from : 0);
    for (const column of columns) take(taken, place + column);
    offsets[row] = place - row * COLUMNS;
    slots = Math.max(slots, place + Math.max(...columns) + 1);
    from = place;
    fullness = columns.length;
  }
  return { offsets, slots };
}

// Tries 32 neighbouring places at once, one a bit.
function firstPlace(taken: Int32Array, columns: readonly number[], from: number): number {
  for (let place = from; ; place += 32) {
    let blocked = 0;
    for (const column of columns) {
      blocked |= takenFrom(taken, place + column);
      if (blocked === ALL_TAKEN) break;
    }
    if (blocked !== ALL_TAKEN) return place + lowestBit(~blocked);
  }
}

/** Whether the slot and the 31 after it are taken, the first in the lowest bit. */
function takenFrom(taken: Int32Array, slot: number): number {
  const word = slot >> 5;
  const low = taken[word] as number;
  const shift = slot & 31;
  return shift === 0 ? low : (low >>> shift) | ((taken[word + 1] as number) << (32 - shift));
}

function take(taken: Int32Array, slot: number): void {
  if (slot >> 5 >= taken.length) throw new Error("too few slots for the layout");
  taken[slot >> 5] = (taken[slot >> 5] as number) | (1 << (slot & 31));
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

function fullestFirst(rows: readonly number[][]): number[] {
  const filled = Object.keys(rows).map(Number);
  return filled.sort((a, b) => (rows[b]?.length ?? 0) - (rows[a]?.length ?? 0));
}

function flushSuits(size: number): Uint8Array {
  const suits = new Uint8Array(SUIT_MASK + 1).fill(NO_FLUSH);
  for (let sum = 0; sum <= SUIT_MASK; sum++) {
    const counts = [sum & 7, (sum >> 3) & 7, sum >> 6];
    const first = size - counts.reduce((cards, count) => cards + count);
    const suit = [first, ...counts].findIndex((count) => count >= 5);
    if (first >= 0 && suit >= 0) suits[sum] = suit;
  }
  return suits;
}
