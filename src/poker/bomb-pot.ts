import { freshDeck } from "./deck.ts";
import type { Entrant, HandSetup } from "./hand-event.ts";
import { BOARD_CARDS } from "./hand-state.ts";
import type { TableConfig } from "./table-config.ts";
import { optionsOf } from "./table-options.ts";
import type { TableSeat, TableState } from "./table-state.ts";
import { variants } from "./variant.ts";

/** Every so many hands everybody antes, and betting begins on the flop. */
export function isBombPotNext({ config, handNo }: TableState): boolean {
  const { bombPotEvery } = optionsOf(config);
  return bombPotEvery > 0 && (handNo + 1) % bombPotEvery === 0;
}

export function bombPotEntrant(config: TableConfig, { seat, stack }: TableSeat): Entrant {
  return { seat, stack, ante: optionsOf(config).bombPotBlinds * config.bigBlind, blind: 0, deadBlind: 0 };
}

/** Every card that two boards and so many players need is in the deck. */
export function hasTwoBoards(config: TableConfig, players: number): boolean {
  const { deck, holeCards } = variants[config.variant];
  const needed = players * holeCards + 2 * BOARD_CARDS;
  return optionsOf(config).bombPotBoards === 2 && needed <= freshDeck(deck).length;
}

/** Nobody posts a blind in a bomb pot, and somebody in every other hand. */
export function isBombPot({ lastBlindSeat }: HandSetup): boolean {
  return lastBlindSeat === null;
}
