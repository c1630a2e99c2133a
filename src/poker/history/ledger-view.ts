import type { Document, PlayerId } from "../../game/game.ts";
import type { TableState } from "../table-state.ts";
import { totalChips } from "../table-state.ts";
import { chipsOnClosing } from "../tournament/tournament.ts";
import { csv } from "./csv.ts";
import type { KeptEntry } from "./kept.ts";
import { type Settlement, settle } from "./settlement.ts";

/** Who brought, took and has how many chips; each row and the totals: boughtIn = cashedOut + onTable - net. */
export interface LedgerView {
  readonly accounts: readonly AccountView[];
  readonly totals: { readonly boughtIn: number; readonly cashedOut: number; readonly onTable: number };
  /** As if everybody left now; the bets of a hand in play are still their owners'. */
  readonly settlement: {
    readonly transfers: readonly TransferView[];
    readonly isFewest: boolean;
  };
  /** Oldest first. */
  readonly entries: readonly EntryView[];
  /** Older entries that are not kept any more; the accounts have them all the same. */
  readonly entriesLost: number;
}

interface AccountView {
  readonly player: PlayerId;
  readonly name: string;
  readonly boughtIn: number;
  readonly cashedOut: number;
  /** A hand in play counts when it is over. */
  readonly onTable: number;
  readonly net: number;
}

interface TransferView {
  readonly from: PlayerId;
  readonly to: PlayerId;
  readonly chips: number;
  /** For people: "Bob pays Alice 120". */
  readonly text: string;
}

interface EntryView {
  readonly no: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly player: PlayerId;
  readonly name: string;
  /** Positive: to the table; negative: off the table. */
  readonly chips: number;
  readonly why: string;
  /** Null: the house. */
  readonly by: PlayerId | null;
}

const CSV_HEADER = ["no", "at", "player", "name", "chips", "why", "by"];

/** `json` or `csv`. Entries that are newer than the state are left out, so that both tell of the same moment. */
export function ledgerView(state: TableState, kept: readonly unknown[], format: string): Document | null {
  const entries = (kept as readonly KeptEntry[])
    .filter(({ no }) => no <= state.ledger.count)
    .map(({ no, atMs, player, name, chips, why, by }): EntryView => {
      return { no, at: new Date(atMs).toISOString(), player, name, chips, why, by };
    });
  if (format === "json") {
    const text = JSON.stringify(ledgerOf(state, entries));
    return { contentType: "application/json", text };
  }
  if (format !== "csv") return null;
  const rows = entries.map(({ no, at, player, name, chips, why, by }) => {
    return [no, at, player, name, chips, why, by ?? ""];
  });
  return { contentType: "text/csv; charset=utf-8; header=present", text: csv(CSV_HEADER, rows) };
}

function ledgerOf(state: TableState, entries: readonly EntryView[]): LedgerView {
  const accounts = state.ledger.accounts.map(({ player, name, boughtIn, cashedOut }): AccountView => {
    const seat = state.seats.find((one) => one.player === player);
    const onTable = seat === undefined ? 0 : chipsOnClosing(state, seat);
    return { player, name, boughtIn, cashedOut, onTable, net: cashedOut + onTable - boughtIn };
  });
  const { transfers, isFewest } = settle(accounts.map((who) => ({ who, net: who.net })));
  return {
    accounts,
    totals: {
      boughtIn: sum(accounts.map(({ boughtIn }) => boughtIn)),
      cashedOut: sum(accounts.map(({ cashedOut }) => cashedOut)),
      onTable: totalChips(state),
    },
    settlement: { transfers: transfers.map(transferView), isFewest },
    entries,
    entriesLost: state.ledger.count - entries.length,
  };
}

function transferView({ from, to, chips }: Settlement<AccountView>["transfers"][number]): TransferView {
  const text = `${from.name} pays ${to.name} ${chips}`;
  return { from: from.player, to: to.player, chips, text };
}

function sum(chips: readonly number[]): number {
  return chips.reduce((total, one) => total + one, 0);
}
