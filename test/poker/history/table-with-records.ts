import type { Kept } from "../../../src/game/game.ts";
import type { HandRecord } from "../../../src/poker/history/hand-record.ts";
import { history } from "../../../src/poker/history/history.ts";
import { poker } from "../../../src/poker/poker.ts";
import type { TableConfig } from "../../../src/poker/table-config.ts";
import { id, TableInTest } from "../table-in-test.ts";

/** A table whose records are kept as the shell keeps them. */
export class TableWithRecords extends TableInTest {
  /** By number, as JSON. */
  readonly hands = new Map<number, string>();
  readonly entries: string[] = [];
  /** How often anything was kept. */
  readonly kept: Kept[] = [];

  override take(input: Parameters<TableInTest["take"]>[0]): this {
    let before = this.state;
    super.take(input);
    for (const event of this.events) {
      const after = poker.evolve(before, event);
      for (const one of history.kept(before, event, after)) this.keep(one);
      before = after;
    }
    return this;
  }

  /** A finished hand as somebody sees it. */
  view(no: number, reader: string, format = "json"): string {
    const record: unknown = JSON.parse(this.hands.get(no) ?? "null");
    return history.handView(record, { room: "room-1", player: id(reader) }, format)?.text ?? "";
  }

  ledger(format = "json"): string {
    const entries = this.entries.map((entry): unknown => JSON.parse(entry));
    return history.ledgerView(this.state, entries, format)?.text ?? "";
  }

  record(no: number): HandRecord {
    return JSON.parse(this.hands.get(no) ?? "null") as HandRecord;
  }

  private keep(one: Kept): void {
    this.kept.push(one);
    if (one.of === "hands") this.hands.set(one.no, JSON.stringify(one.record));
    else if (one.no !== this.entries.push(JSON.stringify(one.record)))
      throw new Error(`entry ${one.no} after ${this.entries.length - 1}`);
  }
}

/** In the first hand, with these players from seat 1 on. */
export function recordedTable(names: readonly string[], config: Partial<TableConfig> = {}): TableWithRecords {
  const table = new TableWithRecords({ ...config, autoStart: false }).join(...names);
  return table.askAsHost("house", { type: "start" });
}
