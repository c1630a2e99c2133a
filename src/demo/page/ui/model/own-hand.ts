import type { Card } from "../../../../poker/card.ts";
import { handName } from "../../../../poker/hand-name.ts";
import { type VariantName, variants } from "../../../../poker/variant.ts";

export interface CardsOnBoards {
  readonly variant: VariantName;
  readonly hole: readonly Card[];
  readonly boards: readonly (readonly Card[])[];
}

/** "two pair, kings and fours"; where two boards make another of it, as short as both have room: "two pair / king high". */
export function namesOnBoards({ variant, hole, boards }: CardsOnBoards): string {
  const { deck, high } = variants[variant];
  const names = [...new Set(boards.map((board) => handName(high(hole, board), deck)))];
  return names.length === 1 ? names.join() : names.map(shortName).join(" / ");
}

function shortName(name: string): string {
  const [category = name, ranks = ""] = name.split(", ");
  return category === "high card" ? `${ranks} high` : category;
}
