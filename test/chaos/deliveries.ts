import { readMessage, type TableView, type YouView } from "../../src/demo/message.ts";
import { createNewestViews } from "../../src/demo/newest-views.ts";
import { cardsIn, findLeaks } from "../../src/demo/secrets-check.ts";
import type { JoinedPeer } from "../../src/emulator/joined-peer.ts";
import type { Received } from "../../src/emulator/room.ts";

export interface ChipsTold {
  readonly roomId: string;
  readonly version: number;
  readonly chips: number;
}

/** What everybody was told, each message and each answer judged as it came. */
export interface Deliveries {
  /** Judges what the peer was sent and will be. */
  follow(peer: JoinedPeer): void;
  answered(roomId: string, player: string, text: string): void;
  logged(line: string): void;
  /** What a client of this peer would show. */
  newest(peerId: string): { readonly table: TableView | null; readonly you: YouView | null };
  /** A version of a lower number than one that the peer had already. */
  readonly disorder: readonly string[];
  readonly leaks: readonly string[];
  /** The chips of every table that somebody was told. */
  readonly chips: readonly ChipsTold[];
  counts(): { readonly messages: number; readonly answers: number };
}

const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;

export function createDeliveries(): Deliveries {
  const views = new Map<string, ReturnType<typeof createNewestViews>>();
  const highest = new Map<string, number>();
  const disorder: string[] = [];
  const leaks: string[] = [];
  const chips: ChipsTold[] = [];
  let messages = 0;
  let answers = 0;

  const countChips = (roomId: string, version: number, table: TableView): void =>
    void chips.push({ roomId, version, chips: chipsOn(table) });
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
    if ("table" in message) countChips(peer.roomId, message.seq, message.table);
    views.get(peer.peerId)?.learn(message);
  };
  return {
    follow(peer) {
      views.set(peer.peerId, createNewestViews());
      for (const received of peer.received) take(peer, received);
      peer.onMessage((received) => take(peer, received));
    },
    answered(roomId, player, text) {
      answers += 1;
      leaks.push(...findLeaks({ to: player, by: "answer", isPrivate: true, text }));
      const { version = 0, table } = JSON.parse(text) as { version?: number; table?: TableView };
      if (table !== undefined) countChips(roomId, version, table);
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
