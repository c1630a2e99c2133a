import type { PublicTable } from "../../../../poker/table-view.ts";

/** A hand is being played: there is no result yet. */
export function isInPlay({ hand }: Pick<PublicTable, "hand">): boolean {
  return hand !== null && hand.results === null;
}
