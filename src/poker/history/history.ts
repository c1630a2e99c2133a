import { type Document, type History, HOUSE_PREFIX, type PlayerId, type Reader } from "../../game/game.ts";
import { auditOf } from "../fair-deck/audit.ts";
import { handProof } from "../fair-deck/hand-proof.ts";
import { publicEvent } from "../public-event.ts";
import type { TableEvent } from "../table-event.ts";
import type { Bounty, TableState } from "../table-state.ts";
import { writePhh } from "../write-phh.ts";
import { eventsOf, type HandRecord, stepsOf } from "./hand-record.ts";
import { replaySteps } from "./hand-replay.ts";
import { handSummary } from "./hand-summary.ts";
import { handText } from "./hand-text.ts";
import { kept } from "./kept.ts";
import { ledgerView } from "./ledger-view.ts";

/** Finished hands as JSON, PHH, text and replay; the ledger. A muck stays secret in all of them. */
export const history: History<TableState, TableEvent> = {
  kept,
  handView(record, reader, format) {
    const write = formats.get(format);
    return write === undefined ? null : write(record as HandRecord, asPerson(reader));
  },
  ledgerView,
  audit(state) {
    const { revealed } = state;
    if (revealed === undefined) return null;
    const { firstHand, lastHand } = revealed;
    const document = (records: readonly unknown[]): Document =>
      json(auditOf(revealed, records as readonly HandRecord[]));
    return { firstHand, lastHand, document };
  },
};

// Nobody who reads is a bot, whatever they are called.
function asPerson(reader: Reader): Reader {
  return reader.player.startsWith(HOUSE_PREFIX) ? { ...reader, player: "" as PlayerId } : reader;
}

type Write = (record: HandRecord, reader: Reader) => Document | null;

const formats: ReadonlyMap<string, Write> = new Map<string, Write>([
  ["summary", (record, { player }) => json(handSummary(record, player))],
  ["json", (record, { player }) => json({ ...handSummary(record, player), events: publicEvents(record) })],
  ["replay", (record, { player }) => json({ ...handSummary(record, player), steps: replaySteps(record) })],
  ["proof", (record, { player }) => proof(record, player)],
  ["phh", (record, { player }) => plain(phh(record, player))],
  ["txt", (record, reader) => plain(handText(record, reader))],
]);

function publicEvents(record: HandRecord) {
  return stepsOf(record).flatMap(({ event }) => publicEvent(event) ?? []);
}

function proof(record: HandRecord, reader: Reader["player"]): Document | null {
  const proven = handProof(record, reader);
  return proven && json(proven);
}

function phh(record: HandRecord, reader: Reader["player"]): string {
  const seatOf = (seat: number) => record.seats.find((recorded) => recorded.seat === seat);
  return writePhh(eventsOf(record), {
    knows: (seat) => seatOf(seat)?.player === reader,
    nameOf: (seat) => seatOf(seat)?.name ?? "",
    playedAtMs: record.startedAtMs,
    rabbits: [record.rabbit, record.rabbit2].flatMap((cards) => (cards === undefined ? [] : [cards])),
    ...(record.bounty !== undefined && { bountyOf: bountyOf(record.bounty) }),
  });
}

function bountyOf({ seat: winner, from }: Bounty): (seat: number) => number {
  const paid = (seat: number) => from.find((payer) => payer.seat === seat)?.chips ?? 0;
  return (seat) => (seat === winner ? from.reduce((sum, { chips }) => sum + chips, 0) : 0 - paid(seat));
}

function json(value: object): Document {
  return { contentType: "application/json", text: JSON.stringify(value) };
}

function plain(text: string): Document {
  return { contentType: "text/plain; charset=utf-8", text };
}
