import { CASH_ONLY } from "../../src/poker/config-faults.ts";
import type { TableConfig } from "../../src/poker/table-config.ts";
import type { TableOptions } from "../../src/poker/table-options.ts";
import { VARIANT_NAMES } from "../../src/poker/variant.ts";
import { createRandom, type Random } from "./random.ts";

/** How the rooms of a life are played: every rule that a table offers, in some life or other. */
export function drawConfig(seed: number): TableConfig {
  const config = drawBasics(createRandom(seed, "table"));
  const random = createRandom(seed, "options");
  if (random.chance(0.25)) return { ...config, ...drawTournament(random) };
  return random.chance(0.7) ? { ...config, ...drawCashGame(random) } : config;
}

function drawBasics(random: Random): TableConfig {
  return {
    variant: random.pick(VARIANT_NAMES),
    seats: 2 + random.int(8),
    smallBlind: 1,
    bigBlind: 2,
    ante: random.pick([0, 0, 1]),
    anteType: random.pick(["each", "bigBlind"]),
    buyIn: random.pick([40, 100, 200]),
    buyInMin: 40,
    buyInMax: 400,
    autoSeat: random.chance(0.9),
    autoStart: true,
    minPlayers: 2,
    turnSeconds: random.pick([0.5, 1, 3]),
    timeBankSeconds: random.pick([0, 0.5, 2]),
    nextHandSeconds: random.pick([0.1, 0.5, 1]),
    seed: null,
  };
}

function drawCommon(random: Random): Partial<TableOptions> {
  return {
    autoMuck: random.chance(0.5),
    timeBankRefillSeconds: random.pick([0, 1]),
    timeBankRefillHands: random.pick([1, 3]),
    awaySeatSeconds: random.pick([1, 600]),
    approveSeats: random.chance(0.15),
    levels: random.pick(["", "1/2,2/4/1,5/10"]),
    levelSeconds: random.pick([0, 2]),
    levelHands: random.pick([0, 3]),
    botSeconds: 0.2,
  };
}

function drawCashGame(random: Random): Partial<TableConfig> {
  return {
    ...drawCommon(random),
    rabbitHunt: random.chance(0.5),
    movingButton: random.chance(0.3),
    straddle: random.pick(["off", "utg", "mississippi"]),
    bombPotEvery: random.pick([0, 1, 2, 3]),
    bombPotBlinds: random.pick([1, 5]),
    bombPotBoards: random.pick([1, 2, 2]),
    runItTwice: random.chance(0.5),
    sevenDeuce: random.pick([0, 5]),
    dealersChoice: random.chance(0.2),
  };
}

function drawTournament(random: Random): Partial<TableConfig> {
  return {
    ...drawCommon(random),
    ...CASH_ONLY,
    mode: "sitAndGo",
    seats: 2 + random.int(3),
    payouts: random.pick(["", "100", "60,40"]),
    levels: random.pick(["1/2,10/20,50/100", "5/10,40/80/10"]),
    levelHands: 2,
  };
}
