import type {
  DeckAudit,
  DeckProof,
  FinishedHand,
  HandReplay,
  Ledger,
  Problem,
} from "../../../../src/client/views.ts";
import type { TableReads, TableSnapshot } from "../../../../src/demo/page/ui/table-props.ts";
import type { Input } from "../../../../src/game/game.ts";
import { poker } from "../../../../src/poker/poker.ts";
import type { PublicTableEvent } from "../../../../src/poker/public-event.ts";
import type { TableCommand } from "../../../../src/poker/table-command.ts";
import type { TableConfig } from "../../../../src/poker/table-config.ts";
import { id, TableInTest } from "../../../poker/table-in-test.ts";

const NO_AUDIT: Problem = { status: 409, code: "no_audit", detail: "No session is over yet." };

/** A table with the history that the service would keep of it. */
export class KeptTable extends TableInTest {
  version = 0;
  /** Since the newest hand began. */
  readonly told: PublicTableEvent[] = [];
  readonly #hands = new Map<number, unknown>();
  readonly #ledger: unknown[] = [];

  constructor(config: Partial<TableConfig> = {}) {
    super(config);
    this.nowMs = Date.now();
  }

  override take(input: Input<TableCommand>): this {
    let before = this.state;
    super.take(input);
    for (const event of this.events) {
      const after = poker.evolve(before, event);
      for (const { of, no, record } of poker.history?.kept(before, event, after) ?? [])
        if (of === "hands") this.#hands.set(no, record);
        else this.#ledger.push(record);
      before = after;
    }
    for (const event of this.publicEvents()) {
      if (event.type === "HandStarted") this.told.length = 0;
      this.told.push(event);
    }
    this.version += this.events.length === 0 ? 0 : 1;
    return this;
  }

  publicEvents() {
    return this.events.flatMap((event) => poker.publicEvent(event) ?? []);
  }

  snapshot(me: string): TableSnapshot {
    return { connection: "live", seq: this.version, table: this.table, you: this.you(me), problem: null };
  }

  /** Why the latest step was refused, as the service would say it. */
  problem(): Problem {
    const { reason = "", details } = this.rejection ?? {};
    return { ...details, status: 409, code: reason, detail: `The table refuses that (${reason}).` };
  }

  reads(me: string): TableReads {
    const reader = { player: id(me), room: "gallery" };
    const view = (no: number, format: string): unknown => {
      const document = poker.history?.handView(this.#hands.get(no), reader, format);
      return JSON.parse(document?.text ?? "null");
    };
    const there = <Value>(value: Value) => Promise.resolve({ ok: true as const, value });
    return {
      hands: () => {
        const numbers = [...this.#hands.keys()].toReversed();
        return there({ hands: numbers.map((no) => view(no, "summary") as HandReplay), before: null });
      },
      replay: (no) => there(view(no, "replay") as HandReplay),
      hand: (no) => there(view(no, "json") as FinishedHand),
      proof: (no) => there(view(no, "proof") as DeckProof),
      audit: () => {
        const audit = poker.history?.audit?.(this.state) ?? null;
        if (audit === null) return Promise.resolve({ ok: false as const, problem: NO_AUDIT });
        return there(JSON.parse(audit.document([...this.#hands.values()]).text) as DeckAudit);
      },
      ledger: () => {
        const document = poker.history?.ledgerView(this.state, this.#ledger, "json");
        return there(JSON.parse(document?.text ?? "null") as Ledger);
      },
    };
  }
}
