import type { PlayerId, Rejection } from "../game/game.ts";
import { configure } from "./configure.ts";
import { type Draft, record } from "./draft.ts";
import { dealHand, dealIfWaiting } from "./hand-flow.ts";
import { foldWhoLeft, leaveSeat } from "./leave-seat.ts";
import { refuse } from "./refusal.ts";
import { hasEnoughPlayers, wasKicked } from "./seating.ts";
import type { CommandOf } from "./table-command.ts";
import { isInLiveHand, liveHand, personOf, seatOf } from "./table-state.ts";
import { mayStartTournament, startTournament } from "./tournament/run-tournament.ts";
import { isRunning, isSitAndGo } from "./tournament/tournament.ts";

export function start(draft: Draft, host: PlayerId): Rejection | null {
  if (draft.state.paused !== null) return refuse("paused");
  if (liveHand(draft.state) !== null) return refuse("nothing_to_do");
  const isNewTournament = isSitAndGo(draft.state.config) && !isRunning(draft.state);
  if (!(isNewTournament ? mayStartTournament(draft.state) : hasEnoughPlayers(draft.state)))
    return refuse("not_enough_players");
  if (!draft.state.started) record(draft, { type: "PlayStarted", by: host });
  if (isNewTournament) startTournament(draft);
  dealHand(draft);
  return null;
}

/** `by` null: the operator. */
export function pause(draft: Draft, by: PlayerId | null): Rejection | null {
  if (draft.state.paused !== null) return refuse("nothing_to_do");
  record(draft, { type: "TablePaused", by, atMs: draft.facts.nowMs });
  return null;
}

/** `by` null: the operator. */
export function resume(draft: Draft, by: PlayerId | null): Rejection | null {
  if (draft.state.paused === null) return refuse("nothing_to_do");
  record(draft, { type: "TableResumed", by, atMs: draft.facts.nowMs });
  foldWhoLeft(draft);
  dealIfWaiting(draft);
  return null;
}

export function reconfigure(draft: Draft, host: PlayerId, command: CommandOf<"configure">): Rejection | null {
  const rejection = configure(draft, host, command);
  if (rejection === null) dealIfWaiting(draft);
  return rejection;
}

export function kick(draft: Draft, host: PlayerId, { player }: CommandOf<"kick">): Rejection | null {
  const seat = seatOf(draft.state, player);
  if (seat === null) return refuse("not_seated");
  if (seat.pending?.leave?.because === "kicked" || wasKicked(draft.state, player))
    return refuse("nothing_to_do");
  leaveSeat(draft, seat, { because: "kicked", by: host });
  return null;
}

export function setStack(draft: Draft, host: PlayerId, command: CommandOf<"setStack">): Rejection | null {
  const seat = seatOf(draft.state, command.player);
  if (seat === null) return refuse("not_seated");
  if (isSitAndGo(draft.state.config)) return refuse("not_offered");
  const change = { seat: seat.seat, player: seat.player, chips: command.chips, by: host };
  if (isInLiveHand(draft.state, seat.player)) {
    record(draft, { type: "StackQueued", ...change });
    return null;
  }
  if (seat.stack === command.chips) return refuse("nothing_to_do");
  record(draft, { type: "StackSet", ...change, was: seat.stack, atMs: draft.facts.nowMs });
  dealIfWaiting(draft);
  return null;
}

export function transferHost(
  draft: Draft,
  by: PlayerId,
  { player }: CommandOf<"transferHost">,
): Rejection | null {
  if (personOf(draft.state, player) === null) return refuse("not_in_room");
  if (draft.state.host === player) return refuse("nothing_to_do");
  record(draft, { type: "HostNamed", player, by });
  return null;
}
