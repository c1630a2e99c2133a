import { expect, it } from "@jest/globals";
import * as fc from "fast-check";
import { blackjack } from "../../src/blackjack/blackjack.ts";
import type { BlackjackEvent } from "../../src/blackjack/table-event.ts";
import { type BlackjackState, turnId } from "../../src/blackjack/table-state.ts";
import type { PlayerId } from "../../src/game/game.ts";
import { CONFIG, openTable, type Table } from "./table-in-test.ts";

const PEOPLE = ["ann", "bob", "cyd", "dan"] as PlayerId[];
const anyone = fc.constantFrom(...PEOPLE);

type Step = (table: Table) => void;
const act = (type: "hit" | "stand" | "double") =>
  anyone.map(
    (player): Step =>
      (table) =>
        void table.does(player, { type, turn: turnId(table.state) }),
  );
const onTurn = fc.constantFrom("hit", "stand", "double").map(
  (type): Step =>
    (table) => {
      const player = blackjack.publicView(table.state).turn?.player;
      if (player !== undefined) table.does(player, { type, turn: turnId(table.state) });
    },
);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 30, arbitrary: onTurn },
  {
    weight: 25,
    arbitrary: fc.tuple(anyone, fc.integer({ min: 1, max: 120 })).map(
      ([player, chips]): Step =>
        (table) =>
          void table.does(player, { type: "bet", chips }),
    ),
  },
  act("hit"),
  act("double"),
  fc.tuple(anyone, fc.constantFrom("sit", "leave", "rebuy", "pause", "resume")).map(
    ([player, type]): Step =>
      (table) =>
        void table.does(player, { type }, true),
  ),
  anyone.map(
    (player): Step =>
      (table) =>
        table.joins(player),
  ),
  anyone.map(
    (player): Step =>
      (table) =>
        void table.give({ from: "room", notice: { type: "playerLeft", player } }),
  ),
  {
    weight: 6,
    arbitrary: fc.constant<Step>((table) => {
      if (blackjack.deadline(table.state) !== null) table.passes();
    }),
  },
  fc.constantFrom("pause", "resume", "close").map(
    (order): Step =>
      (table) =>
        void table.give({ from: "operator", order }),
  ),
  fc.constant<Step>((table) => void table.give({ from: "room", notice: { type: "roomClosed" } })),
);

function chipsOf({ seats, round, ledger, houseWon }: BlackjackState): number {
  const bets = round === null || round.phase === "settled" ? [] : round.hands;
  const inPlay = [...seats.map(({ stack }) => stack), ...bets.map(({ bet }) => bet)];
  return inPlay.reduce((sum, chips) => sum + chips, 0) + ledger.cashedOut + houseWon - ledger.boughtIn;
}

function expectSecretsKept(state: BlackjackState, events: readonly BlackjackEvent[]): void {
  const { round } = state;
  if (round === null) return;
  const told = JSON.stringify([
    blackjack.publicView(state),
    PEOPLE.map((player) => blackjack.privateView(state, player)),
    events.map(blackjack.publicEvent),
  ]);
  const hidden = round.isRevealed ? round.deck : [...round.deck, ...round.dealer.slice(1)];
  for (const card of hidden) if (told.includes(`"${card}"`)) throw new Error(`${card} is told: ${told}`);
}

it("whatever is played, no chip comes or goes, no hidden card is told, and the events give the state", () => {
  let rounds = 0;
  fc.assert(
    fc.property(
      fc.array(anyStep, { minLength: 40, maxLength: 120 }),
      fc.uint8Array({ minLength: 256, maxLength: 256 }),
      (steps, entropy) => {
        const table = openTable();
        const log: BlackjackEvent[] = [];
        for (const player of PEOPLE) table.joins(player);
        let folded = table.state;
        let seen = table.events;
        for (const [at, step] of steps.entries()) {
          table.nowMs += 700;
          table.entropy = entropy.map((byte) => (byte + at) % 256);
          step(table);
          if (table.events !== seen) {
            log.push(...table.events);
            folded = table.events.reduce(blackjack.evolve, folded);
          }
          seen = table.events;
          expect(chipsOf(table.state)).toBe(0);
          expectSecretsKept(table.state, table.events);
          expect(JSON.parse(JSON.stringify(table.state))).toEqual(table.state);
        }
        expect(folded).toEqual(table.state);
        rounds += log.filter(({ type }) => type === "RoundSettled").length;
      },
    ),
    { numRuns: 60, seed: 20300104 },
  );
  expect(rounds).toBeGreaterThan(100);
  expect(CONFIG.seats).toBeGreaterThanOrEqual(PEOPLE.length);
});
