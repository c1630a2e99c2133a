import type { AnteType } from "./hand-event.ts";
import type { TableOptions } from "./table-options.ts";
import { type VariantName, variants } from "./variant.ts";

/** How a table is played. Chips are integers, seconds may be fractions. */
export interface TableConfig extends Partial<TableOptions> {
  readonly variant: VariantName;
  readonly seats: number;
  readonly smallBlind: number;
  readonly bigBlind: number;
  readonly ante: number;
  readonly anteType: AnteType;
  readonly buyIn: number;
  readonly buyInMin: number;
  readonly buyInMax: number;
  readonly autoSeat: boolean;
  readonly autoStart: boolean;
  readonly minPlayers: number;
  readonly turnSeconds: number;
  readonly timeBankSeconds: number;
  readonly nextHandSeconds: number;
  /** Makes every shuffle reproducible: hand number and seed give the deck. Never in production, never in a view. */
  readonly seed: string | null;
}

/** What a host may change. */
export type ConfigChange = Partial<Omit<TableConfig, "seed">>;

/** In short deck everybody antes: without an ante in the configuration that much is the big blind. */
export function playedConfig(config: TableConfig): TableConfig {
  if (variants[config.variant].deck !== "short") return config;
  return { ...config, anteType: "each", ante: config.ante === 0 ? config.bigBlind : config.ante };
}
