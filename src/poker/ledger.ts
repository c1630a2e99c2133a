import type { PlayerId } from "../game/game.ts";

/** Who bought in and cashed out for how much: totals of everybody for ever, entries of late. */
export interface Ledger {
  readonly accounts: readonly Account[];
  /** Oldest first, at most LEDGER_ENTRIES. */
  readonly entries: readonly LedgerEntry[];
  /** Entries ever made. */
  readonly count: number;
}

export interface Account {
  readonly player: PlayerId;
  readonly name: string;
  readonly boughtIn: number;
  readonly cashedOut: number;
  /** Stack of the last departure, which a return has to bring back; null once back, or when the table was closed since. */
  readonly leftWith: number | null;
  /** A host removed the player; until the table is closed. */
  readonly kicked: boolean;
}

/** Why a player gives the seat up; `out`: the tournament is over. */
export type StandReason = "choice" | "kicked" | "role" | "away" | "closed" | "out";
type LedgerReason = "buyIn" | "topUp" | "setStack" | "prize" | StandReason;

export interface LedgerEntry {
  readonly no: number;
  readonly atMs: number;
  readonly player: PlayerId;
  /** Positive: to the table; negative: off the table. */
  readonly chips: number;
  readonly why: LedgerReason;
  /** Who caused it; null: the house. */
  readonly by: PlayerId | null;
}

/** At least as many as one event can make. */
export const LEDGER_ENTRIES = 4;

export const emptyLedger: Ledger = { accounts: [], entries: [], count: 0 };

export function accountOf(ledger: Ledger, player: PlayerId): Account | null {
  return ledger.accounts.find((account) => account.player === player) ?? null;
}

export function bookEntry(ledger: Ledger, entry: Omit<LedgerEntry, "no">, name: string): Ledger {
  if (entry.chips === 0) return ledger;
  const no = ledger.count + 1;
  const account = accountOf(ledger, entry.player) ?? openAccount(entry.player, name);
  const entered = {
    ...account,
    name,
    boughtIn: account.boughtIn + Math.max(0, entry.chips),
    cashedOut: account.cashedOut + Math.max(0, -entry.chips),
  };
  const entries = [...ledger.entries.slice(1 - LEDGER_ENTRIES), { no, ...entry }];
  return { accounts: withAccount(ledger.accounts, entered), entries, count: no };
}

export function noteReturn(ledger: Ledger, player: PlayerId): Ledger {
  return changeAccount(ledger, player, { leftWith: null });
}

export function noteDeparture(
  ledger: Ledger,
  player: PlayerId,
  departure: { leftWith: number | null; kicked: boolean },
): Ledger {
  return changeAccount(ledger, player, departure);
}

/** A closed table forgets who left with how much and who was removed. */
export function forgetDepartures(ledger: Ledger): Ledger {
  return {
    ...ledger,
    accounts: ledger.accounts.map((account) => ({ ...account, leftWith: null, kicked: false })),
  };
}

/** What the ledger says is on the table. */
export function chipsBroughtIn(ledger: Ledger): number {
  return ledger.accounts.reduce((chips, account) => chips + account.boughtIn - account.cashedOut, 0);
}

function openAccount(player: PlayerId, name: string): Account {
  return { player, name, boughtIn: 0, cashedOut: 0, leftWith: null, kicked: false };
}

function changeAccount(ledger: Ledger, player: PlayerId, change: Partial<Account>): Ledger {
  const account = accountOf(ledger, player);
  if (account === null) return ledger;
  return { ...ledger, accounts: withAccount(ledger.accounts, { ...account, ...change }) };
}

function withAccount(accounts: readonly Account[], changed: Account): readonly Account[] {
  const place = accounts.findIndex((account) => account.player === changed.player);
  return place === -1 ? [...accounts, changed] : accounts.with(place, changed);
}
