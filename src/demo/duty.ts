import type { LegalView, TableView, YouView } from "./message.ts";

/** What a bot has to do now. */
export type Duty =
  | {
      readonly kind: "act";
      readonly turn: string;
      readonly legal: LegalView;
      readonly stack: number;
      /** Everything in the middle, bets included. */
      readonly pot: number;
    }
  | { readonly kind: "topUp" };

/** `actedOn`: the turn that is done, although the newest table may not tell yet. */
export function nextDuty(
  player: string,
  { table, you }: { table: TableView | null; you: YouView | null },
  actedOn: string | null,
): Duty | null {
  if (table === null) return null;
  const { turn, seats, hand } = table;
  if (turn?.player === player && turn.id !== actedOn && you !== null && you.legal !== null)
    return { kind: "act", turn: turn.id, legal: you.legal, stack: you.stack, pot: potOf(table) };
  const stack = seats.find((seat) => seat.player === player)?.stack;
  return stack === 0 && (hand === null || hand.results !== null) ? { kind: "topUp" } : null;
}

function potOf({ seats, hand }: TableView): number {
  const bets = seats.reduce((sum, { bet }) => sum + bet, 0);
  return (hand?.pots ?? []).reduce((sum, { chips }) => sum + chips, bets);
}
