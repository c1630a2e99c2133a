import { bombPotEntrant, hasTwoBoards, isBombPotNext } from "./bomb-pot.ts";
import type { Entrant, HandSetup, Seat } from "./hand-event.ts";
import type { NextPositions } from "./positions.ts";
import { straddleOf, straddlerOf } from "./straddle.ts";
import { playedConfig, type TableConfig } from "./table-config.ts";
import { optionsOf } from "./table-options.ts";
import { seatAt, type TableSeat, type TableState } from "./table-state.ts";
import { isRunning } from "./tournament/tournament.ts";
import { variants } from "./variant.ts";

// WSOP 129, TDA 48: a bet and three raises; before the flop the blind is the bet. Heads-up at the end of a tournament
// there is no cap.
const RAISE_CAPS = [3, 4, 4, 4];

/** What the rules ask of everybody who is dealt in, from the state before the positions are taken. */
export function nextHandSetup(state: TableState, next: NextPositions): HandSetup {
  const config = playedConfig(state.config);
  const { button, smallBlind, bigBlind } = next.positions;
  const isShortDeck = variants[config.variant].deck === "short";
  const isBomb = isBombPotNext(state);
  const straddler = isBomb ? null : straddlerOf(state, next);
  const entrants = next.dealtIn.flatMap((seat) => {
    const player = seatAt(state, seat);
    if (player === null) return [];
    if (isBomb) return bombPotEntrant(config, player);
    if (seat === straddler) return { ...blindsEntrant(config, player, next), blind: straddleOf(config) };
    return isShortDeck ? shortDeckEntrant(config, player, button) : blindsEntrant(config, player, next);
  });
  const isSmallBlindDead = !isBomb && smallBlind !== null && !next.dealtIn.includes(smallBlind);
  return {
    no: state.handNo + 1,
    variant: config.variant,
    entrants,
    button,
    bigBlind: config.bigBlind,
    lastBlindSeat: isBomb ? null : (straddler ?? (isShortDeck ? button : bigBlind)),
    preflopMinRaise: straddler === null ? config.bigBlind : straddleOf(config),
    anteType: isShortDeck || isBomb ? "each" : config.anteType,
    limit: fixedLimitOf(config, isRunning(state) && entrants.length === 2 ? [] : RAISE_CAPS),
    ...(optionsOf(config).runItTwice && { runouts: "ask" as const }),
    ...(isBomb && hasTwoBoards(config, entrants.length) && { boards: 2 as const }),
    ...(isSmallBlindDead && { deadSmallBlind: config.smallBlind }),
  };
}

// Everybody antes, the button alone posts a blind.
function shortDeckEntrant(config: TableConfig, { seat, stack }: TableSeat, button: Seat): Entrant {
  return { seat, stack, ante: config.ante, blind: seat === button ? config.bigBlind : 0, deadBlind: 0 };
}

function blindsEntrant(config: TableConfig, { seat, stack, owes }: TableSeat, next: NextPositions): Entrant {
  const { smallBlind, bigBlind } = next.positions;
  const ante = config.anteType === "each" || seat === bigBlind ? config.ante : 0;
  const entrant = { seat, stack, ante, blind: 0, deadBlind: 0 };
  if (seat === bigBlind) return { ...entrant, blind: config.bigBlind };
  if (seat === smallBlind) return { ...entrant, blind: config.smallBlind };
  if (!next.posting.includes(seat)) return entrant;
  // W 160: only the big blind of what was missed is live.
  return {
    ...entrant,
    blind: owes === "big" || owes === "both" ? config.bigBlind : 0,
    deadBlind: owes === "small" || owes === "both" ? config.smallBlind : 0,
  };
}

function fixedLimitOf({ variant, bigBlind }: TableConfig, raiseCaps: readonly number[]): HandSetup["limit"] {
  if (variants[variant].limit !== "fixed") return null;
  return { smallBet: bigBlind, bigBet: 2 * bigBlind, raiseCaps };
}
