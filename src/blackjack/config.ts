import { z } from "zod";

/** How a table of blackjack is played. Chips are integers. */
export interface BlackjackConfig {
  readonly seats: number;
  readonly minBet: number;
  readonly maxBet: number;
  readonly buyIn: number;
  /** From the first bet of a round until the cards are dealt without those who have not bet. */
  readonly betSeconds: number;
  readonly turnSeconds: number;
}

const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .pipe(z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`));
const seconds = z
  .string()
  .regex(/^\d+(\.\d+)?$/, "must be a number of seconds")
  .transform(Number)
  .pipe(z.number().min(0.1, "must be at least 0.1").max(3600, "must be at most 3600"));

/** The variables of the environment. */
export const blackjackVariables = {
  BLACKJACK_SEATS: whole(1, 7).default(5),
  BLACKJACK_MIN_BET: whole(1, 1_000_000).default(5),
  BLACKJACK_MAX_BET: whole(1, 1_000_000).default(100),
  BLACKJACK_BUY_IN: whole(1, 1_000_000_000).default(200),
  BLACKJACK_BET_SECONDS: seconds.default(15),
  BLACKJACK_TURN_SECONDS: seconds.default(20),
};

type Variables = { readonly [Name in keyof typeof blackjackVariables]: number };

export function blackjackConfig(env: Variables): BlackjackConfig {
  return {
    seats: env.BLACKJACK_SEATS,
    minBet: env.BLACKJACK_MIN_BET,
    maxBet: env.BLACKJACK_MAX_BET,
    buyIn: env.BLACKJACK_BUY_IN,
    betSeconds: env.BLACKJACK_BET_SECONDS,
    turnSeconds: env.BLACKJACK_TURN_SECONDS,
  };
}
