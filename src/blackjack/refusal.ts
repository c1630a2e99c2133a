import type { Rejection } from "../game/game.ts";

const REFUSALS = {
  closed: { kind: "conflict", message: "The table is closed." },
  paused: { kind: "conflict", message: "The table is paused." },
  not_seated: { kind: "conflict", message: "You have no seat at the table." },
  already_seated: { kind: "conflict", message: "You have a seat already." },
  seat_taken: { kind: "conflict", message: "Somebody sits there." },
  no_such_seat: { kind: "conflict", message: "The table has no seat of that number." },
  table_full: { kind: "conflict", message: "All seats are taken." },
  may_not_play: { kind: "forbidden", message: "You may not play at this table." },
  not_host: { kind: "forbidden", message: "Only a host may do that." },
  not_for_players: { kind: "forbidden", message: "Only the clock may do that." },
  in_round: { kind: "conflict", message: "Your bet is on the table until the round is over." },
  not_broke: { kind: "conflict", message: "You have enough for a bet." },
  no_betting: { kind: "conflict", message: "The round is being played." },
  already_bet: { kind: "conflict", message: "You have bet in this round." },
  bet_out_of_range: {
    kind: "illegal",
    message: "The bet is outside the table's limits, or more than you have.",
  },
  stale_turn: { kind: "conflict", message: "That turn is over." },
  not_your_turn: { kind: "conflict", message: "It is another player's turn." },
  illegal_action: { kind: "illegal", message: "The rules do not allow that action now." },
  nothing_to_do: { kind: "conflict", message: "That is so already." },
} as const satisfies Record<string, Pick<Rejection, "kind" | "message">>;

export type RefusalReason = keyof typeof REFUSALS;

export const REFUSAL_REASONS = Object.keys(REFUSALS) as RefusalReason[];

export function refuse(reason: RefusalReason, details?: Readonly<Record<string, unknown>>): Rejection {
  const { kind, message } = REFUSALS[reason];
  return details === undefined ? { kind, reason, message } : { kind, reason, message, details };
}
