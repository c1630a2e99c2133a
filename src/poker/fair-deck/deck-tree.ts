import type { Card } from "../card.ts";
import type { Opening } from "./proof.ts";
import { sha256 } from "./sha256.ts";

const SALT_DIGITS = 32;

/** Tells nothing of any card, and fits no other order of the deck. */
export function rootOf(key: string, deck: readonly Card[]): string {
  const [root = ""] = rowsOf(key, deck).at(-1) ?? [];
  return root;
}

export function openingsOf(
  key: string,
  deck: readonly Card[],
  positions: readonly number[],
): readonly Opening[] {
  const rows = rowsOf(key, deck);
  return positions.map((position) => ({
    position,
    card: deck[position] as Card,
    salt: saltOf(key, position),
    path: rows.slice(0, -1).map((row, level) => row[(position >> level) ^ 1] ?? null),
  }));
}

/** The root that the opening leads to. */
export function rootFrom({ position, card, salt, path }: Opening): string {
  return path.reduce<string>(
    (hash, beside, level) => parentOf(hash, beside, (position >> level) & 1),
    leafOf(position, card, salt),
  );
}

// From the leaves up to the root.
function rowsOf(key: string, deck: readonly Card[]): readonly (readonly string[])[] {
  let row = deck.map((card, position) => leafOf(position, card, saltOf(key, position)));
  const rows = [row];
  while (row.length > 1) {
    row = halfOf(row);
    rows.push(row);
  }
  return rows;
}

function halfOf(row: readonly string[]): string[] {
  const half: string[] = [];
  for (let at = 0; at < row.length; at += 2) half.push(parentOf(row[at] as string, row[at + 1] ?? null, 0));
  return half;
}

function parentOf(hash: string, beside: string | null, side: number): string {
  if (beside === null) return hash;
  return side === 0 ? sha256(`node ${hash} ${beside}`) : sha256(`node ${beside} ${hash}`);
}

function leafOf(position: number, card: Card, salt: string): string {
  return sha256(`card ${position} ${card} ${salt}`);
}

function saltOf(key: string, position: number): string {
  return sha256(`${key} salt ${position}`).slice(0, SALT_DIGITS);
}
