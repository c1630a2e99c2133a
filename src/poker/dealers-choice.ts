import type { PlayerId, Rejection } from "../game/game.ts";
import { configFaults } from "./config-faults.ts";
import { type Draft, record } from "./draft.ts";
import { nextPositions } from "./positions.ts";
import { refuse } from "./refusal.ts";
import { hasEnoughPlayers } from "./seating.ts";
import type { CommandOf } from "./table-command.ts";
import { optionsOf } from "./table-options.ts";
import { liveHand, seatAt, type TableState } from "./table-state.ts";

/** Until the next hand starts; without a choice the game stays as it is. */
export function chooseVariant(
  draft: Draft,
  player: PlayerId,
  { variant }: CommandOf<"chooseVariant">,
): Rejection | null {
  const { config } = draft.state;
  if (!optionsOf(config).dealersChoice) return refuse("not_offered");
  if (liveHand(draft.state) !== null) return refuse("hand_in_play");
  if (chooserOf(draft.state) !== player) return refuse("not_your_choice");
  const faults = configFaults({ ...config, variant });
  if (faults.length > 0) return refuse("bad_configuration", { faults });
  if (config.variant === variant) return refuse("nothing_to_do");
  record(draft, { type: "TableConfigured", by: player, changes: { variant } });
  return null;
}

/** Who will have the button; null during a hand, and where the button will be dead. */
export function chooserOf(state: TableState): PlayerId | null {
  if (!optionsOf(state.config).dealersChoice || state.nextHand === null || !hasEnoughPlayers(state))
    return null;
  return seatAt(state, nextPositions(state).positions.button)?.player ?? null;
}
