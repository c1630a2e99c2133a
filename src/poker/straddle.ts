import type { PlayerId, Rejection } from "../game/game.ts";
import { clockwiseAfter } from "./clockwise.ts";
import { type Draft, record } from "./draft.ts";
import type { Seat } from "./hand-event.ts";
import type { NextPositions } from "./positions.ts";
import { refuse } from "./refusal.ts";
import type { CommandOf } from "./table-command.ts";
import type { TableConfig } from "./table-config.ts";
import { optionsOf } from "./table-options.ts";
import { seatAt, seatOf, type TableState } from "./table-state.ts";
import { variants } from "./variant.ts";

export function straddle(draft: Draft, player: PlayerId, { on }: CommandOf<"straddle">): Rejection | null {
  const seat = seatOf(draft.state, player);
  if (seat === null) return refuse("not_seated");
  if (on && optionsOf(draft.state.config).straddle === "off") return refuse("not_offered");
  if ((seat.straddles === true) === on) return refuse("nothing_to_do");
  record(draft, { type: "StraddleWished", seat: seat.seat, player, on });
  return null;
}

/** W 165: twice the big blind, last to act before the flop, sets the minimum and is no raise. */
export function straddleOf({ bigBlind }: TableConfig): number {
  return 2 * bigBlind;
}

/** Who straddles the next hand; with blinds, without a bet limit and with three players or more. */
export function straddlerOf(state: TableState, { positions, dealtIn, posting }: NextPositions): Seat | null {
  const { config } = state;
  const { straddle: rule } = optionsOf(config);
  const { button, smallBlind, bigBlind } = positions;
  if (rule === "off" || bigBlind === null || dealtIn.length < 3) return null;
  if (variants[config.variant].limit === "fixed" || variants[config.variant].deck === "short") return null;
  const place = rule === "mississippi" ? button : clockwiseAfter(bigBlind, dealtIn)[0];
  const seat = place === undefined || !dealtIn.includes(place) ? null : seatAt(state, place);
  if (seat?.straddles !== true || seat.seat === smallBlind || seat.seat === bigBlind) return null;
  const asked = straddleOf(config) + (config.anteType === "each" ? config.ante : 0);
  return posting.includes(seat.seat) || seat.stack < asked ? null : seat.seat;
}
