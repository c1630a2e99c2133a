import { HOUSE_PREFIX, type PlayerId, type Rejection } from "../../game/game.ts";
import { type Draft, record } from "../draft.ts";
import { dealIfWaiting } from "../hand-flow.ts";
import { leaveSeat } from "../leave-seat.ts";
import { refuse } from "../refusal.ts";
import { firstFreeSeat } from "../seating.ts";
import { shownName } from "../shown-name.ts";
import type { CommandOf } from "../table-command.ts";
import { seatOf, type TableState } from "../table-state.ts";
import { isClosedForSeats, isRunning } from "../tournament/tournament.ts";

const NAMES = ["Blaise", "Carl", "Daniel", "Émilie", "Felix", "Grace", "Henri", "Irène", "Lou", "Maya"];

export function addBot(draft: Draft, _host: PlayerId, command: CommandOf<"addBot">): Rejection | null {
  const { state } = draft;
  if (isClosedForSeats(state)) return refuse("tournament_running");
  const seat = firstFreeSeat(state);
  if (seat === null) return refuse("table_full");
  const no = lowestFreeNo(state);
  const name = shownName(command.name ?? "") || `Bot ${NAMES[no - 1] ?? no}`;
  const bot = command.strength ?? "equity";
  const { buyIn: chips } = state.config;
  const atMs = draft.facts.nowMs;
  record(draft, { type: "PlayerSeated", seat, player: botId(no), name, chips, atMs, bot });
  dealIfWaiting(draft);
  return null;
}

export function removeBot(
  draft: Draft,
  host: PlayerId,
  { player }: CommandOf<"removeBot">,
): Rejection | null {
  const seat = seatOf(draft.state, player);
  if (seat?.bot === undefined) return refuse("no_such_bot");
  if (seat.pending?.leave != null) return refuse("nothing_to_do");
  if (isRunning(draft.state)) return refuse("tournament_running");
  leaveSeat(draft, seat, { because: "choice", by: host });
  return null;
}

function lowestFreeNo(state: TableState): number {
  let no = 1;
  while (seatOf(state, botId(no)) !== null) no++;
  return no;
}

function botId(no: number): PlayerId {
  return `${HOUSE_PREFIX}bot-${no}` as PlayerId;
}
