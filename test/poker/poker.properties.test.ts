import { describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import type { PlayerId } from "../../src/game/game.ts";
import type { Card } from "../../src/poker/card.ts";
import { poker } from "../../src/poker/poker.ts";
import type { TableConfig } from "../../src/poker/table-config.ts";
import type { TableEvent } from "../../src/poker/table-event.ts";
import { ledgerBalance, type TableState, totalChips } from "../../src/poker/table-state.ts";
import { anyConfig, anyStep, crowdedConfig, EVERYBODY, peopleComing, type Step } from "./random-inputs.ts";
import { factsAt, id, START_MS } from "./table-in-test.ts";

const AWAY_SEAT_MS = 600_000;

interface Played {
  readonly hands: number;
  readonly changes: number;
  readonly offers: number;
}

function playThrough(config: TableConfig, steps: readonly Step[]): Played {
  let state = poker.create(config);
  let refolded = throughJson(state);
  let nowMs = START_MS;
  let changes = 0;
  let offers = 0;
  for (const { waitMs, make } of steps) {
    nowMs += waitMs;
    const before = state;
    const input = make(state);
    const decision = poker.decide(state, input, factsAt(nowMs));
    if (!decision.ok || decision.events.length === 0) continue;
    changes++;
    offers += decision.events.filter(({ type }) => type === "RunTwiceOffered").length;
    for (const [no, event] of decision.events.entries()) {
      state = poker.evolve(state, event);
      expect(decision.states?.[no]).toStrictEqual(state);
      refolded = poker.evolve(refolded, throughJson(event));
      if (ledgerBalance(state) !== 0) throw new Error(`chips not conserved by ${JSON.stringify(event)}`);
    }
    if (input.from === "clock") expect(poker.deadline(state)?.id).not.toBe(poker.deadline(before)?.id);
    expectKeptViews(before, decision.states?.at(-1) ?? before);
    expectSecretsKept(state, decision.events);
    expectSaneClock(state, nowMs);
    expectSaneTable(state);
    expectStandstill(before, state);
  }
  expect(refolded).toStrictEqual(state);
  expect(throughJson(state)).toStrictEqual(state);
  return { hands: state.handNo, changes, offers };
}

function throughJson<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

/** Cards that this viewer may not see now; null: a spectator. */
function hiddenFrom(state: TableState, viewer: PlayerId | null): readonly Card[] {
  if (state.play === null) return [];
  const { hand, players, rabbit = [], rabbit2 = [] } = state.play;
  const othersCards = hand.seats.flatMap(({ cards, shown }, place) =>
    players[place] === viewer ? [] : cards.filter((card) => shown?.includes(card) !== true),
  );
  return [...hand.deck.filter((card) => !rabbit.includes(card) && !rabbit2.includes(card)), ...othersCards];
}

function expectNoneIn(hidden: readonly Card[], told: unknown): void {
  const text = JSON.stringify(told);
  const leaked = hidden.filter((card) => text.includes(`"${card}"`));
  if (leaked.length > 0) throw new Error(`${leaked.join()} leaked in ${text}`);
}

function expectSecretsKept(state: TableState, events: readonly TableEvent[]): void {
  expectNoneIn(hiddenFrom(state, null), [poker.publicView(state), events.map(poker.publicEvent)]);
  for (const name of EVERYBODY) expectNoneIn(hiddenFrom(state, id(name)), poker.privateView(state, id(name)));
}

// What is taken for the same without being made again must be the same.
function expectKeptViews(before: TableState, after: TableState): void {
  for (const player of poker.players(after))
    if (poker.keepsPrivateView?.(before, after, player) === true) {
      expect(poker.privateView(after, player)).toStrictEqual(poker.privateView(before, player));
      kept.views++;
    }
}

const kept = { views: 0 };

function expectSaneClock(state: TableState, nowMs: number): void {
  const deadline = poker.deadline(state);
  if (state.phase === "playing" && state.paused === null) expect(deadline).not.toBeNull();
  if (deadline === null) return;
  expect(Number.isSafeInteger(deadline.dueAtMs)).toBe(true);
  expect(deadline.dueAtMs - nowMs).toBeLessThanOrEqual(AWAY_SEAT_MS);
  expect(deadline.command).toEqual({ type: "deadlinePassed", id: deadline.id });
}

function expectStandstill(before: TableState, { paused, play }: TableState): void {
  if (before.paused === null || paused === null || before.play?.hand.ended !== false) return;
  expect(play?.hand).toBe(before.play.hand);
}

function expectSaneTable(state: TableState): void {
  const table = poker.publicView(state);
  const numbers = table.seats.map(({ seat }) => seat);
  expect(new Set(numbers).size).toBe(table.seats.length);
  expect(new Set(table.seats.map((seat) => seat.player)).size).toBe(table.seats.length);
  expect(numbers.every((seat) => seat >= 1 && seat <= state.config.seats)).toBe(true);
  expect(table.seats.every(({ stack, bet }) => stack >= 0 && bet >= 0)).toBe(true);
  const inFront = table.seats.reduce((chips, { stack, bet }) => chips + stack + bet, 0);
  const inPots = table.hand?.pots.reduce((chips, pot) => chips + pot.chips, 0) ?? 0;
  const forfeited = table.tournament?.forfeited ?? 0;
  expect(inFront + inPots + forfeited).toBe(totalChips(state));
  const isLive = state.play !== null && !state.play.hand.ended;
  expect(table.turn !== null || table.hand?.runTwice !== undefined).toBe(isLive);
  const isFree = table.tournament === undefined || table.tournament.status === "registering";
  if (state.waitingList.length > 0 && state.queuedConfig === null && isFree)
    expect(numbers.length).toBe(state.config.seats);
  if (table.status === "closed") expect(table.seats).toEqual([]);
}

describe("any inputs from anywhere", () => {
  it("keep chips, secrets, clocks and the fold of events in order", () => {
    const total = { hands: 0, changes: 0 };
    const steps = fc.array(anyStep, { minLength: 60, maxLength: 120 });
    fc.assert(
      fc.property(anyConfig, peopleComing, steps, (config, people, random) => {
        const played = playThrough(config, [...people, ...random]);
        total.hands += played.hands;
        total.changes += played.changes;
      }),
      { numRuns: 200, seed: 20300101 },
    );
    expect(total.hands).toBeGreaterThan(500);
    expect(total.changes).toBeGreaterThan(6000);
    expect(kept.views).toBeGreaterThan(6000);
  });

  it("leave no hand without a turn or a deadline where a waiting list meets running it twice", () => {
    const total = { offers: 0 };
    const steps = fc.array(anyStep, { minLength: 60, maxLength: 100 });
    fc.assert(
      fc.property(crowdedConfig, peopleComing, steps, (config, people, random) => {
        total.offers += playThrough(config, [...people, ...random]).offers;
      }),
      { numRuns: 100, seed: 20300102 },
    );
    expect(total.offers).toBeGreaterThan(100);
  });

  it("are decided the same way every time", () => {
    fc.assert(
      fc.property(anyConfig, peopleComing, (config, people) => {
        const outcomes = [1, 2].map(() => {
          let state = poker.create(config);
          for (const { make } of people) {
            const decision = poker.decide(state, make(state), factsAt(START_MS));
            if (decision.ok) state = decision.events.reduce(poker.evolve, state);
          }
          return state;
        });
        expect(outcomes[0]).toStrictEqual(outcomes[1]);
      }),
      { numRuns: 50 },
    );
  });
});
