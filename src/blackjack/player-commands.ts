import type { PlayerId, Rejection } from "../game/game.ts";
import type { PlayerCommand } from "./command.ts";
import type { Draft } from "./draft.ts";
import { type RefusalReason, refuse } from "./refusal.ts";
import { dealWhenEverybodyIsIn, playOn } from "./round.ts";
import { sit, standUp } from "./seating.ts";
import { type BlackjackState, handOf, handOnTurn, isInRound, seatOf, turnId } from "./table-state.ts";

interface Asker {
  readonly player: PlayerId;
  readonly isHost: boolean;
}

type CommandOf<Type extends PlayerCommand["type"]> = Extract<PlayerCommand, { type: Type }>;
type Commands = {
  readonly [Type in PlayerCommand["type"]]: (
    draft: Draft,
    asker: Asker,
    command: CommandOf<Type>,
  ) => Rejection | null;
};

/** Null: it is done. */
export function obeyPlayer(draft: Draft, asker: Asker, command: PlayerCommand): Rejection | null {
  if (draft.state.isClosed) return refuse("closed");
  const obey = commands[command.type] as (
    draft: Draft,
    asker: Asker,
    command: PlayerCommand,
  ) => Rejection | null;
  return obey(draft, asker, command);
}

const commands: Commands = {
  sit: (draft, { player }, { seat }) => sit(draft, player, seat),
  leave(draft, { player }) {
    if (seatOf(draft.state, player) === null) return refuse("not_seated");
    if (isInRound(draft.state, player)) return refuse("in_round");
    standUp(draft, player);
    return null;
  },
  rebuy(draft, { player }) {
    const { config } = draft.state;
    const seat = seatOf(draft.state, player);
    if (seat === null) return refuse("not_seated");
    if (seat.stack >= config.minBet || isInRound(draft.state, player)) return refuse("not_broke");
    draft.happen({ type: "ChipsAdded", seat: seat.seat, player, chips: config.buyIn });
    return null;
  },
  bet: placeBet,
  hit: (draft, asker, { turn }) => onTurn(draft, asker, turn, ({ seat }) => draw(draft, seat)),
  stand: (draft, asker, { turn }) =>
    onTurn(draft, asker, turn, ({ seat }) => draft.happen({ type: "HandStood", seat, because: "choice" })),
  double(draft, asker, { turn }) {
    const refusal = turnRefusal(draft.state, asker, turn);
    if (refusal !== null) return refuse(refusal);
    if (!mayDouble(draft.state)) return refuse("illegal_action", { legal: legalActions(draft.state) });
    return onTurn(draft, asker, turn, ({ seat, bet }) => {
      draft.happen({ type: "BetDoubled", seat, chips: bet });
      draw(draft, seat);
      if (handOnTurn(draft.state) !== null) draft.happen({ type: "HandStood", seat, because: "choice" });
    });
  },
  pause(draft, { isHost }) {
    if (!isHost) return refuse("not_host");
    return pause(draft) ? null : refuse("nothing_to_do");
  },
  resume(draft, { isHost }) {
    if (!isHost) return refuse("not_host");
    return resume(draft) ? null : refuse("nothing_to_do");
  },
};

/** False: it is paused already. */
export function pause(draft: Draft): boolean {
  if (draft.state.paused !== null) return false;
  draft.happen({ type: "TablePaused", atMs: draft.facts.nowMs });
  return true;
}

/** False: it is not paused. */
export function resume(draft: Draft): boolean {
  if (draft.state.paused === null) return false;
  draft.happen({ type: "TableResumed", atMs: draft.facts.nowMs });
  return true;
}

function placeBet(draft: Draft, { player }: Asker, { chips }: CommandOf<"bet">): Rejection | null {
  const { state, facts } = draft;
  const { config, round } = state;
  const seat = seatOf(state, player);
  if (state.paused !== null) return refuse("paused");
  if (seat === null) return refuse("not_seated");
  if (round?.phase === "playing") return refuse("no_betting");
  if (round?.phase === "betting" && handOf(state, player) !== null) return refuse("already_bet");
  const max = Math.min(config.maxBet, seat.stack);
  if (chips < config.minBet || chips > max) return refuse("bet_out_of_range", { min: config.minBet, max });
  if (round?.phase !== "betting") {
    const no = state.roundNo + 1;
    const clock = { id: `bets ${no}`, dueAtMs: facts.nowMs + config.betSeconds * 1000 };
    draft.happen({ type: "RoundOpened", no }, { type: "ClockSet", clock });
  }
  draft.happen({ type: "BetPlaced", seat: seat.seat, player, chips });
  dealWhenEverybodyIsIn(draft);
  return null;
}

type OnTurn = NonNullable<ReturnType<typeof handOnTurn>>;

function onTurn(draft: Draft, asker: Asker, turn: string, act: (hand: OnTurn) => void): Rejection | null {
  const refusal = turnRefusal(draft.state, asker, turn);
  if (refusal !== null) return refuse(refusal);
  act(handOnTurn(draft.state) as OnTurn);
  playOn(draft);
  return null;
}

function turnRefusal(state: BlackjackState, { player }: Asker, turn: string): RefusalReason | null {
  if (state.paused !== null) return "paused";
  const hand = handOnTurn(state);
  if (hand === null || turn !== turnId(state)) return "stale_turn";
  return hand.player === player ? null : "not_your_turn";
}

function draw(draft: Draft, seat: number): void {
  const [card] = draft.state.round?.deck ?? [];
  if (card === undefined) throw new Error("the deck ran out");
  draft.happen({ type: "CardDrawn", seat, card });
}

/** With the first two cards, for as much again. */
function mayDouble(state: BlackjackState): boolean {
  const hand = handOnTurn(state);
  const stack = state.seats.find(({ seat }) => seat === hand?.seat)?.stack ?? 0;
  return hand?.cards.length === 2 && stack >= hand.bet;
}

export function legalActions(state: BlackjackState): readonly ("hit" | "stand" | "double")[] {
  if (handOnTurn(state) === null) return [];
  return mayDouble(state) ? ["hit", "stand", "double"] : ["hit", "stand"];
}
