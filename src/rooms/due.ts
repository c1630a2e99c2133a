import type { AnyGame, RoomState } from "./room-state.ts";

/** When a room has to be looked at next: its deadline, or the turn of a player of the game's own. Unix time in ms. */
export function nextDueAtMs(game: AnyGame, { game: state }: RoomState): number | null {
  const deadline = game.deadline(state)?.dueAtMs ?? null;
  const turn = game.house?.turn(state)?.dueAtMs ?? null;
  return deadline === null || turn === null ? (deadline ?? turn) : Math.min(deadline, turn);
}
