import type { PlayerId, Rejection } from "../game/game.ts";
import { configFaults } from "./config-faults.ts";
import { type Draft, record } from "./draft.ts";
import { type RefusalReason, refuse } from "./refusal.ts";
import type { CommandOf } from "./table-command.ts";
import type { ConfigChange, TableConfig } from "./table-config.ts";
import { optionsOf } from "./table-options.ts";
import { liveHand, type TableState } from "./table-state.ts";
import { isClosedForSeats, isSitAndGo } from "./tournament/tournament.ts";

const FREE_IN_TOURNAMENT: ReadonlySet<string> = new Set<keyof ConfigChange>([
  "autoSeat",
  "autoStart",
  "turnSeconds",
  "timeBankSeconds",
  "nextHandSeconds",
  "autoMuck",
  "timeBankRefillSeconds",
  "timeBankRefillHands",
  "awaySeatSeconds",
  "approveSeats",
]);

/** Between hands at once, else at the end of the hand. */
export function configure(draft: Draft, by: PlayerId, command: CommandOf<"configure">): Rejection | null {
  const { state } = draft;
  const planned = { ...state.config, ...state.queuedConfig?.changes };
  const wanted = { ...planned, ...changesIn(command) };
  const fixed = fixedNow(state, differences(planned, wanted));
  if (fixed !== null) return refuse(fixed);
  const faults = configFaults(wanted);
  if (faults.length > 0) return refuse("bad_configuration", { faults });
  const occupied = state.seats.at(-1)?.seat ?? 0;
  if (wanted.seats < occupied) return refuse("seats_occupied", { least: occupied });
  if (Object.keys(differences(planned, wanted)).length === 0) return refuse("nothing_to_do");
  const type = liveHand(state) === null ? "TableConfigured" : "ConfigurationQueued";
  record(draft, { type, by, changes: differences(state.config, wanted) });
  return null;
}

export function applyQueuedConfig(draft: Draft): void {
  const queued = draft.state.queuedConfig;
  if (queued !== null) record(draft, { type: "TableConfigured", ...queued });
}

/** What a tournament began with stays, and nobody's chips change their meaning. */
function fixedNow(state: TableState, changes: ConfigChange): RefusalReason | null {
  const names = Object.keys(changes);
  if (isClosedForSeats(state) && names.some((name) => !FREE_IN_TOURNAMENT.has(name)))
    return "tournament_running";
  const isOfSeats = "mode" in changes || ("buyIn" in changes && isSitAndGo(state.config));
  return isOfSeats && state.seats.length > 0 ? "table_occupied" : null;
}

function changesIn(command: CommandOf<"configure">): ConfigChange {
  const members = Object.entries(command).filter(([name, value]) => name !== "type" && value !== undefined);
  return Object.fromEntries(members);
}

function differences(from: TableConfig, to: TableConfig): ConfigChange {
  const before: Readonly<Record<string, unknown>> = { ...optionsOf(from), ...from };
  return Object.fromEntries(Object.entries(to).filter(([name, value]) => before[name] !== value));
}
