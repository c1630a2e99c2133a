import { blackjack } from "../../src/blackjack/blackjack.ts";
import type { Card } from "../../src/blackjack/card.ts";
import { CARDS } from "../../src/blackjack/card.ts";
import type { BlackjackCommand, PlayerCommand } from "../../src/blackjack/command.ts";
import type { BlackjackConfig } from "../../src/blackjack/config.ts";
import type { BlackjackEvent } from "../../src/blackjack/table-event.ts";
import type { BlackjackState } from "../../src/blackjack/table-state.ts";
import type { Input, PlayerId } from "../../src/game/game.ts";

const START_MS = 1_900_000_000_000;

export const CONFIG: BlackjackConfig = {
  seats: 5,
  minBet: 5,
  maxBet: 100,
  buyIn: 200,
  betSeconds: 15,
  turnSeconds: 20,
};

export const ann = "ann" as PlayerId;
export const bob = "bob" as PlayerId;

/** A table at which things happen one after another. */
export interface Table {
  readonly state: BlackjackState;
  /** Of the last input. */
  readonly events: readonly BlackjackEvent[];
  nowMs: number;
  /** Drawn from by the next shuffle. */
  entropy: Uint8Array;
  give(input: Input<BlackjackCommand>): string | null;
  /** Null, or why it was refused. */
  does(player: PlayerId, command: object, isHost?: boolean): string | null;
  joins(player: PlayerId, profile?: { mayPlay?: boolean }): void;
  /** The clock strikes. */
  passes(): void;
  /** Deals these cards next, in this order: one to each seat and the dealer, again, then as they are drawn. */
  stack(...cards: readonly Card[]): void;
}

export function openTable(config: Partial<BlackjackConfig> = {}): Table {
  let state = blackjack.create({ ...CONFIG, ...config });
  let events: readonly BlackjackEvent[] = [];
  let stacked: readonly Card[] = [];
  const table: Table = {
    nowMs: START_MS,
    entropy: new Uint8Array(256),
    get state() {
      return state;
    },
    get events() {
      return events;
    },
    give(input) {
      const decision = blackjack.decide(state, input, {
        nowMs: table.nowMs,
        entropy: entropyFor(stacked, table.entropy),
      });
      if (!decision.ok) return decision.rejection.reason;
      events = decision.events;
      state = events.reduce(blackjack.evolve, state);
      return null;
    },
    does: (player, command, isHost = false) =>
      table.give({
        from: "player",
        player,
        isHost,
        command: command as PlayerCommand,
      }),
    joins(player, { mayPlay = true } = {}) {
      const profile = { name: player.toUpperCase(), mayPlay, isHost: false };
      table.give({ from: "room", notice: { type: "playerJoined", player, profile } });
    },
    passes() {
      const deadline = blackjack.deadline(state);
      if (deadline === null) throw new Error("no clock runs");
      table.nowMs = deadline.dueAtMs;
      table.give({ from: "clock", command: deadline.command });
    },
    stack(...cards) {
      stacked = cards;
    },
  };
  return table;
}

// The shuffle backwards: what it has to draw to end with these cards first.
function entropyFor(wanted: readonly Card[], otherwise: Uint8Array): Uint8Array {
  if (wanted.length === 0) return otherwise;
  const goal = [...wanted, ...CARDS.filter((card) => !wanted.includes(card))];
  const deck = [...CARDS];
  const bytes = new DataView(new ArrayBuffer(256));
  for (let at = deck.length - 1; at > 0; at -= 1) {
    const other = deck.indexOf(goal[at]!);
    bytes.setUint32((deck.length - 1 - at) * 4, other);
    [deck[at], deck[other]] = [deck[other]!, deck[at]!];
  }
  return new Uint8Array(bytes.buffer);
}
