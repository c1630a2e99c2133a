import type { SeatView, TableView } from "../../src/demo/message.ts";

/** Alice in seat 1 and Bob in seat 2 before the flop, Alice to act, 400 chips. */
export function aTable(change: Partial<TableView> = {}): TableView {
  return {
    status: "playing",
    config: { variant: "nlhe", smallBlind: 1, bigBlind: 2, ante: 0 },
    seats: [aSeat(1, "alice", { stack: 199, bet: 1 }), aSeat(2, "bob", { stack: 198, bet: 2 })],
    hand: { no: 1, street: "preflop", button: 1, board: [], pots: [], results: null },
    turn: { id: "1-1", player: "alice" },
    ...change,
  };
}

export function aSeat(seat: number, player: string, change: Partial<SeatView> = {}): SeatView {
  const name = `${player.slice(0, 1).toUpperCase()}${player.slice(1)}`;
  return { seat, player, name, stack: 200, bet: 0, status: "in", cards: null, ...change };
}
