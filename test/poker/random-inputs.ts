import * as fc from "fast-check";
import type { Input } from "../../src/game/game.ts";
import { BOT_STRENGTHS } from "../../src/poker/bots/bot-strength.ts";
import { CASH_ONLY } from "../../src/poker/config-faults.ts";
import { poker } from "../../src/poker/poker.ts";
import type { TableCommand } from "../../src/poker/table-command.ts";
import type { TableConfig } from "../../src/poker/table-config.ts";
import type { TableState } from "../../src/poker/table-state.ts";
import { VARIANT_NAMES } from "../../src/poker/variant.ts";
import { cashGame, factsAt, id } from "./table-in-test.ts";

type PokerInput = Input<TableCommand>;

/** An input that may depend on what is going on. */
export interface Step {
  readonly waitMs: number;
  readonly make: (state: TableState) => PokerInput;
}

/** Of those that may be added, the first ones. */
export const BOTS = ["house:bot-1", "house:bot-2"];

export const EVERYBODY = ["ann", "bob", "cyd", "dan", "eve", "fay", "gus", "hal", "ida", "jon", "__proto__"];

const anybody = fc.constantFrom(...EVERYBODY).map(id);
const anyAction = fc.constantFrom("fold", "check", "call", "bet", "raise", "allIn" as const);
const anyChips = fc.oneof(fc.integer({ min: 1, max: 500 }), fc.constantFrom(1, 2, 3, 1_000_000_000));

// Something legal, so that hands go on; a clock that strikes where nobody has the turn.
const legalAction = fc
  .record({ pick: fc.nat(1000), size: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ pick, size }) => (state: TableState): PokerInput => {
    const turn = poker.publicView(state).turn;
    if (turn === null) return strike(state);
    const actions = poker.privateView(state, turn.player)?.legal?.actions ?? [];
    const action = actions[pick % actions.length] ?? "fold";
    const least = turn.minRaiseTo ?? 0;
    const to = Math.round(least + ((turn.maxRaiseTo ?? 0) - least) * size * size);
    const isSized = action === "bet" || action === "raise";
    return asked(turn.player, { type: "act", turn: turn.id, action, ...(isSized && { to }) });
  });

const anyAct = fc
  .record({ who: anybody, action: anyAction, to: anyChips, isSized: fc.boolean(), isStale: fc.boolean() })
  .map(({ who, action, to, isSized, isStale }) => (state: TableState) => {
    const turn = isStale ? "1-0" : (poker.publicView(state).turn?.id ?? "0-0");
    return asked(who, { type: "act", turn, action, ...(isSized && { to }) });
  });

const anyConfiguration = fc.record(
  {
    type: fc.constant("configure" as const),
    variant: fc.constantFrom(...VARIANT_NAMES),
    seats: fc.integer({ min: 2, max: 10 }),
    smallBlind: fc.constantFrom(1, 2, 5),
    bigBlind: fc.constantFrom(2, 4, 10),
    ante: fc.constantFrom(0, 1, 3),
    anteType: fc.constantFrom("each", "bigBlind" as const),
    buyInMax: fc.constantFrom(100, 200, 400),
    autoStart: fc.boolean(),
    minPlayers: fc.constantFrom(2, 3),
    timeBankSeconds: fc.constantFrom(0, 1, 60),
    autoMuck: fc.boolean(),
    rabbitHunt: fc.boolean(),
    timeBankRefillSeconds: fc.constantFrom(0, 0.1, 30),
    timeBankRefillHands: fc.constantFrom(1, 2),
    awaySeatSeconds: fc.constantFrom(0, 60, 600),
    movingButton: fc.boolean(),
    straddle: fc.constantFrom("off", "utg", "mississippi" as const),
    bombPotEvery: fc.constantFrom(0, 2, 3),
    bombPotBlinds: fc.constantFrom(1, 5, 100),
    bombPotBoards: fc.constantFrom(1, 2 as const),
    runItTwice: fc.boolean(),
    sevenDeuce: fc.constantFrom(0, 5, 1000),
    dealersChoice: fc.boolean(),
    approveSeats: fc.constantFrom(true, false, false),
    levels: fc.constantFrom("", "1/2,2/4,5/10/3"),
    levelSeconds: fc.constantFrom(0, 1, 30),
    levelHands: fc.constantFrom(0, 1, 5),
    mode: fc.constantFrom("cash", "sitAndGo" as const),
    payouts: fc.constantFrom("", "100", "50,30,20"),
  },
  { requiredKeys: ["type"] },
);

const anyCommand: fc.Arbitrary<TableCommand> = fc.oneof(
  fc.record({ type: fc.constant("sit" as const), seat: fc.integer({ min: -1, max: 12 }), buyIn: anyChips }),
  fc.record({ type: fc.constantFrom("sit", "stand", "sitOut", "sitIn" as const) }),
  fc.record({ type: fc.constant("sitIn" as const), post: fc.boolean() }),
  fc.record({ type: fc.constant("topUp" as const), chips: anyChips }),
  fc.record({ type: fc.constant("setStack" as const), player: anybody, chips: fc.nat(500) }),
  fc.record({ type: fc.constantFrom("kick", "transferHost", "approve", "refuse" as const), player: anybody }),
  fc.record({ type: fc.constantFrom("start", "pause", "resume", "resume" as const) }),
  fc.record({ type: fc.constant("straddle" as const), on: fc.constantFrom(true, true, false) }),
  fc.record({ type: fc.constant("chooseVariant" as const), variant: fc.constantFrom(...VARIANT_NAMES) }),
  fc.record({ type: fc.constantFrom("rabbit", "enlist", "unlist" as const) }),
  fc.record({ type: fc.constant("addBot" as const), strength: fc.constantFrom(...BOT_STRENGTHS) }),
  fc.record({ type: fc.constant("seed" as const), seed: fc.constantFrom("one", "two", '"three"') }),
  fc.record({ type: fc.constant("removeBot" as const), player: fc.constantFrom(...BOTS).map(id) }),
  anyConfiguration,
  fc.constant({ type: "deadlinePassed" as const, id: "turn-1-1" }),
);

const fromAnybody = fc.record({ who: anybody, command: anyCommand, isHost: fc.boolean() }).map(
  ({ who, command, isHost }) =>
    () =>
      asked(who, command, isHost),
);

// Cards of somebody's hand, mostly the asker's own.
const fromShower = fc
  .record({
    who: anybody,
    other: anybody,
    isOwn: fc.boolean(),
    from: fc.nat(2),
    to: fc.integer({ min: 1, max: 5 }),
  })
  .map(({ who, other, isOwn, from, to }) => (state: TableState): PokerInput => {
    const cards = poker.privateView(state, isOwn ? who : other)?.cards.slice(from, from + to) ?? [];
    return asked(who, cards.length === 0 ? { type: "show" } : { type: "show", cards: [...cards] });
  });

const fromPlanner = fc
  .record({ who: anybody, action: fc.constantFrom("check", "checkFold", "callThis", "none" as const) })
  .map(
    ({ who, action }) =>
      (state: TableState) =>
        asked(who, { type: "preAct", hand: Math.max(1, state.handNo), action }),
  );

const fromVoter = fc
  .record({ who: anybody, agree: fc.constantFrom(true, true, true, false) })
  .map(({ who, agree }) => (state: TableState) => {
    const voter =
      state.runOutVote === null ? who : (state.play?.players.find((_, at) => isUndecided(state, at)) ?? who);
    return asked(voter, { type: "runTwice", agree });
  });

function isUndecided({ play, runOutVote }: TableState, place: number): boolean {
  const inHand = play?.hand.seats[place];
  return (
    inHand !== undefined && inHand.status !== "folded" && runOutVote?.agreed.includes(inHand.seat) === false
  );
}

const fromRoom = fc
  .record({
    type: fc.constantFrom("playerJoined", "playerJoined", "playerLeft", "playerChanged" as const),
    player: anybody,
    mayPlay: fc.boolean(),
    isHost: fc.boolean(),
  })
  .map(({ type, player, mayPlay, isHost }) => (): PokerInput => {
    if (type === "playerLeft") return { from: "room", notice: { type, player } };
    const profile = { name: player, mayPlay: mayPlay || type === "playerJoined", isHost };
    return { from: "room", notice: { type, player, profile } };
  });

const roomClosed = fc.constant((): PokerInput => ({ from: "room", notice: { type: "roomClosed" } }));
const fromOperator = fc
  .constantFrom("pause", "resume", "resume", "close" as const)
  .map((order) => (): PokerInput => ({ from: "operator", order }));
const staleClock = fc.constant(
  (): PokerInput => ({ from: "clock", command: { type: "deadlinePassed", id: "turn-1-1" } }),
);

const botsMove = fc.nat().map((salt) => (state: TableState): PokerInput => {
  const turn = poker.house?.turn(state) ?? null;
  const you = turn && poker.privateView(state, turn.player);
  const command = you && poker.house?.choose(poker.publicView(state), you, factsAt(salt).entropy);
  return turn === null || command == null ? strike(state) : asked(turn.player, command);
});

/** Mostly play, and everything else that can come from anywhere. */
export const anyStep: fc.Arbitrary<Step> = fc.record({
  waitMs: fc.oneof(fc.nat(4000), fc.constantFrom(0, 30_000, 60_000, 700_000)),
  make: fc.oneof(
    { weight: 60, arbitrary: legalAction },
    { weight: 10, arbitrary: fc.constant(strike) },
    { weight: 10, arbitrary: botsMove },
    { weight: 4, arbitrary: anyAct },
    { weight: 14, arbitrary: fromAnybody },
    { weight: 3, arbitrary: fromShower },
    { weight: 3, arbitrary: fromPlanner },
    { weight: 8, arbitrary: fromVoter },
    { weight: 12, arbitrary: fromRoom },
    { weight: 1, arbitrary: fromOperator },
    { weight: 1, arbitrary: roomClosed },
    { weight: 1, arbitrary: staleClock },
  ),
});

export const peopleComing: fc.Arbitrary<readonly Step[]> = fc.array(
  anybody.map((player) => ({
    waitMs: 10,
    make: (): PokerInput => {
      const profile = { name: player, mayPlay: true, isHost: player === "ann" };
      return { from: "room", notice: { type: "playerJoined", player, profile } };
    },
  })),
  { minLength: 4, maxLength: 16 },
);

export const anyConfig: fc.Arbitrary<TableConfig> = fc
  .record({
    variant: fc.constantFrom(...VARIANT_NAMES),
    seats: fc.integer({ min: 2, max: 10 }),
    ante: fc.constantFrom(0, 0, 1, 2),
    anteType: fc.constantFrom("each", "bigBlind" as const),
    autoSeat: fc.constantFrom(true, true, true, false),
    autoStart: fc.constantFrom(true, true, true, false),
    minPlayers: fc.constantFrom(2, 2, 3),
    timeBankSeconds: fc.constantFrom(0, 0.25, 60),
    seed: fc.constantFrom(null, "seed"),
    autoMuck: fc.boolean(),
    rabbitHunt: fc.boolean(),
    straddle: fc.constantFrom("off", "utg", "mississippi" as const),
    bombPotEvery: fc.constantFrom(0, 0, 4),
    bombPotBoards: fc.constantFrom(1, 2 as const),
    runItTwice: fc.boolean(),
    sevenDeuce: fc.constantFrom(0, 5),
    mode: fc.constantFrom("cash", "cash", "sitAndGo" as const),
    payouts: fc.constantFrom("", "100", "70,30"),
    levelHands: fc.constantFrom(0, 2),
  })
  .map((random) => {
    const seats = Math.max(random.seats, random.minPlayers);
    const inTournament = random.mode === "sitAndGo" ? { ...CASH_ONLY, autoSeat: true } : {};
    return { ...cashGame, ...random, ...inTournament, seats };
  });

/** A small table with a waiting list, at which the blinds have somebody all-in in many hands. */
export const crowdedConfig: fc.Arbitrary<TableConfig> = fc
  .record({ seats: fc.constantFrom(2, 3), buyIn: fc.constantFrom(2, 3, 5), movingButton: fc.boolean() })
  .map((random) => ({ ...cashGame, ...random, buyInMin: 1, timeBankSeconds: 0, runItTwice: true }));

function asked(player: ReturnType<typeof id>, command: TableCommand, isHost = false): PokerInput {
  return { from: "player", player, isHost, command };
}

function strike(state: TableState): PokerInput {
  return { from: "clock", command: poker.deadline(state)?.command ?? { type: "stand" } };
}
