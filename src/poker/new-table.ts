import { emptyLedger } from "./ledger.ts";
import type { TableConfig } from "./table-config.ts";
import type { TableState } from "./table-state.ts";

export function createTable(config: TableConfig): TableState {
  return {
    config,
    queuedConfig: null,
    phase: "waiting",
    started: config.autoStart,
    paused: null,
    people: [],
    host: null,
    waitingList: [],
    requests: [],
    seats: [],
    positions: null,
    handNo: 0,
    dealtAtMs: 0,
    play: null,
    turn: null,
    runOutVote: null,
    nextHand: null,
    level: null,
    ledger: emptyLedger,
  };
}
