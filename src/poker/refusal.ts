import type { Rejection } from "../game/game.ts";

const REFUSALS = {
  closed: { kind: "conflict", message: "The table is closed." },
  paused: { kind: "conflict", message: "The table is paused." },
  no_hand: { kind: "conflict", message: "No hand is being played." },
  stale_turn: { kind: "conflict", message: "That turn is over." },
  not_your_turn: { kind: "conflict", message: "It is another player's turn." },
  illegal_action: { kind: "illegal", message: "The rules do not allow that action now." },
  not_in_room: { kind: "conflict", message: "That player is not in the room." },
  not_seated: { kind: "conflict", message: "That player has no seat at the table." },
  already_seated: { kind: "conflict", message: "You have a seat already." },
  no_such_seat: { kind: "conflict", message: "The table has no seat of that number." },
  seat_taken: { kind: "conflict", message: "Somebody sits there." },
  table_full: { kind: "conflict", message: "All seats are taken." },
  seats_free: { kind: "conflict", message: "There are free seats." },
  buy_in_out_of_range: { kind: "conflict", message: "The buy-in is not within the table's limits." },
  over_maximum: { kind: "conflict", message: "That is more than the table allows in front of a player." },
  in_hand: { kind: "conflict", message: "You leave at the end of this hand." },
  not_dealt_in: { kind: "conflict", message: "You have no cards in the hand on the table." },
  not_your_cards: { kind: "conflict", message: "Those are not your cards." },
  no_run_out: { kind: "conflict", message: "There is no board to deal twice." },
  not_your_choice: { kind: "conflict", message: "The next button chooses the game." },
  no_such_bot: { kind: "conflict", message: "No such bot sits at the table." },
  no_request: { kind: "conflict", message: "That player asks for no seat." },
  no_turn_ahead: { kind: "conflict", message: "You have no turn ahead that could be planned." },
  not_offered: { kind: "conflict", message: "The table does not offer that." },
  hand_in_play: { kind: "conflict", message: "The hand is not over." },
  bad_configuration: { kind: "illegal", message: "A table cannot be configured like that." },
  table_occupied: { kind: "conflict", message: "Somebody sits at the table." },
  tournament_running: { kind: "conflict", message: "Not before the tournament is over." },
  seats_occupied: { kind: "conflict", message: "Somebody sits beyond that many seats." },
  not_enough_players: { kind: "conflict", message: "There are not enough players for a hand." },
  nothing_to_do: { kind: "conflict", message: "That is so already." },
  may_not_play: { kind: "forbidden", message: "You may not play at this table." },
  not_host: { kind: "forbidden", message: "Only a host may do that." },
  not_for_players: { kind: "forbidden", message: "Only the clock may do that." },
} as const satisfies Record<string, Pick<Rejection, "kind" | "message">>;

export type RefusalReason = keyof typeof REFUSALS;

export const REFUSAL_REASONS = Object.keys(REFUSALS) as RefusalReason[];

export function refuse(reason: RefusalReason, details?: Readonly<Record<string, unknown>>): Rejection {
  const { kind, message } = REFUSALS[reason];
  return details === undefined ? { kind, reason, message } : { kind, reason, message, details };
}
