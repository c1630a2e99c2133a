import type { PlayerId, Rejection } from "../../game/game.ts";
import { type Draft, record } from "../draft.ts";
import { refuse } from "../refusal.ts";
import type { CommandOf } from "../table-command.ts";
import { seatOf } from "../table-state.ts";

/** Counts from the next hand on, as long as the player keeps the seat. */
export function giveSeed(draft: Draft, player: PlayerId, { seed }: CommandOf<"seed">): Rejection | null {
  const seat = seatOf(draft.state, player);
  if (seat === null) return refuse("not_seated");
  if (seat.seed === seed) return refuse("nothing_to_do");
  record(draft, { type: "SeedGiven", seat: seat.seat, player, seed });
  return null;
}
