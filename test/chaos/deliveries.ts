import { readMessage, type TableView, type YouView } from "../../src/demo/message.ts";
import { createNewestViews } from "../../src/demo/newest-views.ts";
import { cardsIn, findLeaks } from "../../src/demo/secrets-check.ts";
import type { JoinedPeer } from "../../src/emulator/joined-peer.ts";
import type { Received } from "../../src/emulator/room.ts";

/** What everybody was told, each message and each answer judged as it came. */
export interface Deliveries {
  /** Judges what the peer was sent and will be. */
  follow(peer: JoinedPeer): void;
  answered(player: string, text: string): void;
  logged(line: string): void;
  /** What a client of this peer would show. */
  newest(peerId: string): { readonly table: TableView | null; readonly you: YouView | null };
  /** A version of a lower number than one that the peer had already. */
  readonly disorder: readonly string[];
  readonly leaks: readonly string[];
  /** Table views with more or fewer chips than were bought. */
  readonly chips: readonly string[];
  counts(): { readonly messages: number; readonly answers: number };
}

const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;

export function createDeliveries(buyIn: number): Deliveries {
  const views = new Map<string, ReturnType<typeof createNewestViews>>();
  const highest = new Map<string, number>();
  const disorder: string[] = [];
  const leaks: string[] = [];
  const chips: string[] = [];
  let messages = 0;
  let answers = 0;

  const countChips = (where: string, table: TableView): void => {
    // The prizes of a tournament that is over are off the table.
    const expected = table.tournament?.status === "over" ? 0 : buyIn * table.seats.length;
    if (chipsOn(table) !== expected)
      chips.push(`${where}: ${chipsOn(table)} instead of ${expected}: ${JSON.stringify(table)}`);
  };
  const judgeOrder = (key: string, seq: number): void => {
    const before = highest.get(key) ?? 0;
    if (seq < before) disorder.push(`${key} had ${before}, then ${seq}`);
    highest.set(key, Math.max(before, seq));
  };
  const take = (peer: JoinedPeer, { message: text, private: isPrivate }: Received): void => {
    messages += 1;
    if (!text.startsWith('{"v":1')) return;
    leaks.push(...findLeaks({ to: peer.userId, by: "message", isPrivate, text }));
    const message = readMessage(text);
    judgeOrder(`${peer.roomId} ${peer.userId} ${peer.peerId} ${message.kind}`, message.seq);
    if ("table" in message) countChips(`${peer.roomId} version ${message.seq}`, message.table);
    views.get(peer.peerId)?.learn(message);
  };
  return {
    follow(peer) {
      views.set(peer.peerId, createNewestViews());
      for (const received of peer.received) take(peer, received);
      peer.onMessage((received) => take(peer, received));
    },
    answered(player, text) {
      answers += 1;
      leaks.push(...findLeaks({ to: player, by: "answer", isPrivate: true, text }));
      const { table } = JSON.parse(text) as { table?: TableView };
      if (table !== undefined) countChips(`an answer to ${player}`, table);
    },
    logged(line) {
      // Four digits of a uuid may look like two cards.
      if (cardsIn(line.replaceAll(UUID, "")).length > 0) leaks.push(`a card in the log: ${line}`);
    },
    newest: (peerId) => views.get(peerId)?.known() ?? { table: null, you: null },
    disorder,
    leaks,
    chips,
    counts: () => ({ messages, answers }),
  };
}

function chipsOn({ seats, hand }: TableView): number {
  const inFront = seats.reduce((sum, { stack, bet }) => sum + stack + bet, 0);
  return (hand?.pots ?? []).reduce((sum, { chips }) => sum + chips, inFront);
}
