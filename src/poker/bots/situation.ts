import type { Card } from "../card.ts";
import type { PrivateView, ShownLegal } from "../player-view.ts";
import type { CommandOf } from "../table-command.ts";
import type { PublicTable } from "../table-view.ts";
import type { VariantName } from "../variant.ts";
import type { BotStrength } from "./bot-strength.ts";

/** What a bot on its turn makes of what it sees. */
export interface Situation {
  readonly strength: BotStrength;
  readonly variant: VariantName;
  readonly cards: readonly Card[];
  readonly board: readonly Card[];
  readonly board2?: readonly Card[];
  readonly bigBlind: number;
  /** Everything that can be won, bets included. */
  readonly pot: number;
  /** The bet to match, in this round. */
  readonly price: number;
  /** Others who are still in. */
  readonly opponents: number;
  readonly legal: ShownLegal;
}

export type Move = Pick<CommandOf<"act">, "action" | "to">;

export function situationOf(table: PublicTable, you: PrivateView, legal: ShownLegal): Situation {
  const own = table.seats.find(({ player }) => player === you.player);
  if (own?.strength === undefined || table.hand === null)
    throw new Error(`${you.player} is no bot in a hand`);
  const bets = table.seats.reduce((chips, { bet }) => chips + bet, 0);
  return {
    strength: own.strength,
    variant: table.config.variant,
    cards: you.cards,
    board: table.hand.board,
    ...(table.hand.board2 !== undefined && { board2: table.hand.board2 }),
    bigBlind: table.config.bigBlind,
    pot: table.hand.pots.reduce((chips, pot) => chips + pot.chips, bets),
    price: own.bet + legal.callAmount,
    opponents: table.seats.filter(({ status, seat }) => isIn(status) && seat !== own.seat).length,
    legal,
  };
}

/** Without paying when that is possible. */
export function stay({ legal }: Situation): Move {
  if (legal.actions.includes("check")) return { action: "check" };
  return { action: legal.actions.includes("call") ? "call" : "fold" };
}

export function giveUp({ legal }: Situation): Move {
  return { action: legal.actions.includes("check") ? "check" : "fold" };
}

/** A bet or raise by this part of the pot as far as the rules allow one, else a call. */
export function push(situation: Situation, ofPot: number): Move {
  const { legal, pot, price } = situation;
  const { minRaiseTo, maxRaiseTo, callAmount } = legal;
  if (minRaiseTo === null || maxRaiseTo === null) return stay(situation);
  const wanted = price + Math.round((pot + callAmount) * ofPot);
  const to = Math.min(maxRaiseTo, Math.max(minRaiseTo, wanted));
  return { action: legal.actions.includes("bet") ? "bet" : "raise", to };
}

function isIn(status: PublicTable["seats"][number]["status"]): boolean {
  return status === "in" || status === "allIn";
}
