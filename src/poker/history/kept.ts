import type { Kept } from "../../game/game.ts";
import type { LedgerEntry } from "../ledger.ts";
import type { TableEvent } from "../table-event.ts";
import type { TableState } from "../table-state.ts";
import { recordOf } from "./hand-record.ts";

/** An entry of the ledger as it is kept. */
export interface KeptEntry extends LedgerEntry {
  readonly name: string;
}

const NOTHING: readonly Kept[] = [];

/** A hand that is over, again when something of it was shown afterwards; and every entry of the ledger. */
export function kept(before: TableState, _event: TableEvent, after: TableState): readonly Kept[] {
  const isNewHand = after.play !== before.play && after.play?.hand.ended === true;
  if (!isNewHand && after.ledger.count === before.ledger.count) return NOTHING;
  return [...(isNewHand ? keptHand(before, after) : NOTHING), ...newEntries(before, after)];
}

function keptHand(before: TableState, { play }: TableState): readonly Kept[] {
  if (play === null) return NOTHING;
  const isRevised = before.play?.hand.ended === true;
  return [{ of: "hands", no: play.hand.setup.no, isRevised, record: recordOf(play) }];
}

function newEntries(before: TableState, { ledger }: TableState): readonly Kept[] {
  return ledger.entries
    .filter(({ no }) => no > before.ledger.count)
    .map((entry) => {
      const name = ledger.accounts.find(({ player }) => player === entry.player)?.name ?? entry.player;
      const record: KeptEntry = { ...entry, name };
      return { of: "ledger", no: entry.no, record };
    });
}
