import { emptyLedger } from "./ledger.ts";
import type { TableConfig } from "./table-config.ts";
import type { TableState } from "./table-state.ts";

export function createTable(config: TableConfig): TableState {
  return {
    config: config.variant === "shortdeck" ? shortDeckConfig(config) : config,
    phase: "waiting",
    started: config.autoStart,
    paused: null,
    people: [],
    host: null,
    seats: [],
    positions: null,
    handNo: 0,
    dealtAtMs: 0,
    play: null,
    turn: null,
    nextHand: null,
    ledger: emptyLedger,
  };
}

// In short deck everybody antes: without an ante in the configuration that much is the big blind.
function shortDeckConfig(config: TableConfig): TableConfig {
  return { ...config, anteType: "each", ante: config.ante === 0 ? config.bigBlind : config.ante };
}
