import { describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import { BOT_STRENGTHS } from "../../../src/poker/bots/bot-strength.ts";
import { chooseCommand } from "../../../src/poker/bots/choose-command.ts";
import { poker } from "../../../src/poker/poker.ts";
import type { TableState } from "../../../src/poker/table-state.ts";
import { VARIANT_NAMES } from "../../../src/poker/variant.ts";
import { factsAt, TableInTest } from "../table-in-test.ts";

/** The same table as far as one player can see, with all that is hidden from them in another order. */
function withOtherSecrets(state: TableState, player: string): TableState {
  const { play } = state;
  if (play === null) return state;
  const own = play.players.findIndex((one) => one === player);
  const { hand } = play;
  const hidden = [...hand.seats.flatMap(({ cards }, at) => (at === own ? [] : cards)), ...hand.deck];
  const moved = hidden.toReversed();
  const seats = hand.seats.map((seat, at) =>
    at === own ? seat : { ...seat, cards: moved.splice(0, seat.cards.length) },
  );
  return { ...state, play: { ...play, hand: { ...hand, seats, deck: moved } } };
}

describe("a bot's decision", () => {
  it("is the same whatever the others hold and whatever comes", () => {
    const rounds = fc.record({
      strength: fc.constantFrom(...BOT_STRENGTHS),
      variant: fc.constantFrom(...VARIANT_NAMES),
      seed: fc.string({ minLength: 1 }),
      steps: fc.nat(12),
    });
    fc.assert(
      fc.property(rounds, ({ strength, variant, seed, steps }) => {
        const table = new TableInTest({ variant, seed }).joinAs("ann", { isHost: true });
        for (let bots = 0; bots < 3; bots++) table.askAsHost("ann", { type: "addBot", strength });
        for (let step = 0; step < steps; step++) {
          if (poker.house?.turn(table.state) != null) table.bot();
          else if (table.table.turn === null) table.strike();
          else table.act(table.table.turn.canCheck ? "check" : "call");
        }
        const turn = poker.house?.turn(table.state) ?? null;
        if (turn === null) return;
        const other = withOtherSecrets(table.state, turn.player);
        const [one, two] = [table.state, other].map((state) => {
          const you = poker.privateView(state, turn.player);
          if (you === null) throw new Error("a bot without a view");
          return chooseCommand(poker.publicView(state), you, factsAt(5).entropy);
        });
        expect(other).not.toEqual(table.state);
        expect(two).toEqual(one);
      }),
      { numRuns: 60 },
    );
  });

  it("takes a few milliseconds at a full table", () => {
    const table = new TableInTest({ seats: 9, variant: "plo5" }).joinAs("ann", { isHost: true });
    for (let bots = 0; bots < 8; bots++) table.askAsHost("ann", { type: "addBot", strength: "equity" });
    table.nextHand();
    const turn = poker.house?.turn(table.state) ?? null;
    const you = turn && poker.privateView(table.state, turn.player);
    if (you === null) throw new Error("no bot is to act");
    const times = Array.from({ length: 20 }, (_, at) => {
      const startedAtMs = performance.now();
      chooseCommand(table.table, you, factsAt(at).entropy);
      return performance.now() - startedAtMs;
    });
    // The quickest: a busy machine is not the bot's fault.
    expect(Math.min(...times)).toBeLessThan(50);
  });
});
