import { z } from "zod";
import { isLevelsText } from "./poker/blind-level.ts";
import { tournamentFaults } from "./poker/config-faults.ts";
import type { TableConfig } from "./poker/table-config.ts";
import { isPayoutsText, PAYOUTS_RULE } from "./poker/tournament/prizes.ts";
import { VARIANT_NAMES } from "./poker/variant.ts";
import { chips, flag, oneOf, seconds, whole } from "./variables.ts";

/** How a table of poker is played. */
export const tableVariables = {
  TABLE_MODE: oneOf(["cash", "sitAndGo"]).default("cash"),
  TABLE_PAYOUTS: z.string().refine(isPayoutsText, PAYOUTS_RULE).default(""),
  TABLE_VARIANT: oneOf(VARIANT_NAMES).default("nlhe"),
  TABLE_SEATS: whole(2, 10).default(9),
  TABLE_SMALL_BLIND: chips(1).default(1),
  TABLE_BIG_BLIND: chips(1).default(2),
  TABLE_ANTE: chips(0).default(0),
  TABLE_ANTE_TYPE: oneOf(["each", "bigBlind"]).default("each"),
  TABLE_BUY_IN: chips(1).default(200),
  TABLE_BUY_IN_MIN: chips(1).default(40),
  TABLE_BUY_IN_MAX: chips(1).default(400),
  TABLE_AUTO_SEAT: flag.default(true),
  TABLE_AUTO_START: flag.default(true),
  TABLE_MIN_PLAYERS: whole(2, 10).default(2),
  TABLE_TURN_SECONDS: seconds(0.1).default(30),
  TABLE_TIME_BANK_SECONDS: seconds(0).default(60),
  TABLE_NEXT_HAND_SECONDS: seconds(0).default(5),
  TABLE_AUTO_MUCK: flag.default(true),
  TABLE_RABBIT_HUNT: flag.default(false),
  TABLE_TIME_BANK_REFILL_SECONDS: seconds(0).default(0),
  TABLE_TIME_BANK_REFILL_HANDS: whole(1, 1000).default(10),
  TABLE_AWAY_SEAT_SECONDS: seconds(0).default(600),
  TABLE_MOVING_BUTTON: flag.default(false),
  TABLE_STRADDLE: oneOf(["off", "utg", "mississippi"]).default("off"),
  TABLE_BOMB_POT_EVERY: whole(0, 1000).default(0),
  TABLE_BOMB_POT_BLINDS: whole(1, 100).default(2),
  TABLE_BOMB_POT_BOARDS: oneOf(["1", "2"])
    .default("1")
    .transform((boards) => (boards === "2" ? 2 : 1)),
  TABLE_RUN_IT_TWICE: flag.default(false),
  TABLE_SEVEN_DEUCE: chips(0).default(0),
  TABLE_DEALERS_CHOICE: flag.default(false),
  TABLE_LEVELS: z
    .string()
    .refine(isLevelsText, "must be small/big[/ante], comma-separated, at most 40")
    .default(""),
  TABLE_LEVEL_SECONDS: seconds(0).default(0),
  TABLE_LEVEL_HANDS: whole(0, 1000).default(0),
  TABLE_APPROVE_SEATS: flag.default(false),
  TABLE_BOT_SECONDS: seconds(0).default(2),
  TABLE_SEED: z.string().min(1, "must not be empty").optional(),
};

type Variables = Readonly<z.output<z.ZodObject<typeof tableVariables>>>;

export function tableConfig(env: Variables): TableConfig {
  return {
    mode: env.TABLE_MODE,
    payouts: env.TABLE_PAYOUTS,
    variant: env.TABLE_VARIANT,
    seats: env.TABLE_SEATS,
    smallBlind: env.TABLE_SMALL_BLIND,
    bigBlind: env.TABLE_BIG_BLIND,
    ante: env.TABLE_ANTE,
    anteType: env.TABLE_ANTE_TYPE,
    buyIn: env.TABLE_BUY_IN,
    buyInMin: env.TABLE_BUY_IN_MIN,
    buyInMax: env.TABLE_BUY_IN_MAX,
    autoSeat: env.TABLE_AUTO_SEAT,
    autoStart: env.TABLE_AUTO_START,
    minPlayers: env.TABLE_MIN_PLAYERS,
    turnSeconds: env.TABLE_TURN_SECONDS,
    timeBankSeconds: env.TABLE_TIME_BANK_SECONDS,
    nextHandSeconds: env.TABLE_NEXT_HAND_SECONDS,
    autoMuck: env.TABLE_AUTO_MUCK,
    rabbitHunt: env.TABLE_RABBIT_HUNT,
    timeBankRefillSeconds: env.TABLE_TIME_BANK_REFILL_SECONDS,
    timeBankRefillHands: env.TABLE_TIME_BANK_REFILL_HANDS,
    awaySeatSeconds: env.TABLE_AWAY_SEAT_SECONDS,
    movingButton: env.TABLE_MOVING_BUTTON,
    straddle: env.TABLE_STRADDLE,
    bombPotEvery: env.TABLE_BOMB_POT_EVERY,
    bombPotBlinds: env.TABLE_BOMB_POT_BLINDS,
    bombPotBoards: env.TABLE_BOMB_POT_BOARDS,
    runItTwice: env.TABLE_RUN_IT_TWICE,
    sevenDeuce: env.TABLE_SEVEN_DEUCE,
    dealersChoice: env.TABLE_DEALERS_CHOICE,
    levels: env.TABLE_LEVELS,
    levelSeconds: env.TABLE_LEVEL_SECONDS,
    levelHands: env.TABLE_LEVEL_HANDS,
    approveSeats: env.TABLE_APPROVE_SEATS,
    botSeconds: env.TABLE_BOT_SECONDS,
    seed: env.TABLE_SEED ?? null,
  };
}

interface VariableFault {
  readonly variable: string;
  readonly message: string;
}

/** What contradicts each other in a tournament; a variable that is faulty by itself counts as unset. */
export function tableFaults(env: Variables, faulty: ReadonlySet<unknown>): readonly VariableFault[] {
  const settings = Object.entries(tableConfig(env));
  const sound: Partial<TableConfig> = Object.fromEntries(
    settings.filter(([setting, value]) => value !== undefined && !faulty.has(variableOf(setting))),
  );
  const faults = tournamentFaults({ seats: Number.POSITIVE_INFINITY, ...sound });
  return faults.map(({ path, message }) => ({ variable: variableOf(path), message }));
}

// As a host configures it, with an underscore before each capital letter.
function variableOf(setting: string): string {
  return `TABLE_${setting.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
}
