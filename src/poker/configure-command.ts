import { z } from "zod";
import { isLevelsText } from "./blind-level.ts";
import { isPayoutsText, PAYOUTS_RULE } from "./tournament/prizes.ts";
import { VARIANT_NAMES } from "./variant.ts";

const MAX_CHIPS = 1_000_000_000;
const MAX_SECONDS = 86_400;

const chips = (min: number) => z.int().min(min).max(MAX_CHIPS).optional();
const seconds = (min: number) => z.number().min(min).max(MAX_SECONDS).optional();
const flag = z.boolean().optional();

/** The bounds are those of the environment. */
export const configureSchema = z.strictObject({
  type: z.literal("configure"),
  mode: z.enum(["cash", "sitAndGo"]).optional(),
  payouts: z.string().refine(isPayoutsText, PAYOUTS_RULE).optional(),
  variant: z.enum(VARIANT_NAMES).optional(),
  seats: z.int().min(2).max(10).optional(),
  smallBlind: chips(1),
  bigBlind: chips(1),
  ante: chips(0),
  anteType: z.enum(["each", "bigBlind"]).optional(),
  buyIn: chips(1),
  buyInMin: chips(1),
  buyInMax: chips(1),
  autoSeat: flag,
  autoStart: flag,
  minPlayers: z.int().min(2).max(10).optional(),
  turnSeconds: seconds(0.1),
  timeBankSeconds: seconds(0),
  nextHandSeconds: seconds(0),
  autoMuck: flag,
  rabbitHunt: flag,
  awaySeatSeconds: seconds(0),
  movingButton: flag,
  straddle: z.enum(["off", "utg", "mississippi"]).optional(),
  bombPotEvery: z.int().min(0).max(1000).optional(),
  bombPotBlinds: z.int().min(1).max(100).optional(),
  bombPotBoards: z.literal([1, 2]).optional(),
  runItTwice: flag,
  sevenDeuce: chips(0),
  dealersChoice: flag,
  levels: z.string().refine(isLevelsText, "must be small/big[/ante], comma-separated, at most 40").optional(),
  levelSeconds: seconds(0),
  levelHands: z.int().min(0).max(1000).optional(),
  approveSeats: flag,
  botSeconds: seconds(0),
  timeBankRefillSeconds: seconds(0),
  timeBankRefillHands: z.int().min(1).max(1000).optional(),
});
