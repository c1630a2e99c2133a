import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type House, openHouse } from "./house.ts";
import { dealt, onTurn } from "./play.ts";
import type { Player } from "./player.ts";

// The two things that 100ms' documentation asks of a poker server.
describe("the poker handler of 100ms' documentation", () => {
  let house: House;
  let players: Player[];
  let spectator: Player;

  beforeAll(async () => {
    house = await openHouse({ env: { PLAYER_ROLES: "player", TABLE_NEXT_HAND_SECONDS: "600" } });
    const room = house.room("poker");
    spectator = await room.join("walter", { role: "viewer" });
    players = [await room.join("alice"), await room.join("bob")];
    await room.settled();
    const { table } = await dealt(players[0]!, 2);
    const small = onTurn(players, table);
    const raised = await small.does({ type: "act", turn: table.turn?.id, action: "raise", to: 6 });
    const big = onTurn(players, raised.table);
    const allIn = await big.does({ type: "act", turn: raised.table.turn?.id, action: "allIn" });
    await small.does({ type: "act", turn: allIn.table.turn?.id, action: "call" });
    await room.settled();
  });
  afterAll(() => house.close());

  it("sends a player's total bet to that player's peer only", () => {
    const bets = house
      .room("poker")
      .sent()
      .filter(({ body }) => body.includes("totalBet"));
    for (const { fields, game, recipients } of bets) {
      const you = game === null || game.kind === "table" ? null : game.you;
      const owner = players.find(({ userId }) => you?.player === userId);
      expect([fields.peer_id]).toEqual([owner?.peer.peerId]);
      expect(recipients).toEqual([owner?.peer.peerId]);
    }
    for (const player of players) {
      const totals = player.received("you").map(({ you }) => you?.totalBet ?? 0);
      expect(totals).toEqual(totals.toSorted((a, b) => a - b));
      expect(totals.at(-1)).toBe(200);
    }
    expect(spectator.received("you")).toEqual([]);
    expect(JSON.stringify(spectator.peer.received)).not.toContain("totalBet");
  });

  it("sends the showdown's cards to the whole room", () => {
    const last = house
      .room("poker")
      .sent()
      .findLast(({ game }) => game?.kind === "table");
    expect(last?.fields).toEqual({ message: expect.any(String), type: "custom_event" });
    expect(last?.recipients).toEqual([spectator, ...players].map(({ peer }) => peer.peerId));
    const shown = spectator.received("table").at(-1)?.table;
    expect(shown?.hand).toMatchObject({ street: "showdown", board: expect.any(Array), pots: [] });
    for (const player of players) {
      const cards = player.received("you").findLast(({ you }) => you?.cards.length === 2)?.you?.cards;
      expect(shown?.seats.find((seat) => seat.player === player.userId)?.cards).toEqual(cards);
    }
  });
});
