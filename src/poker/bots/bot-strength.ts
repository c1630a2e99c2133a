export const BOT_STRENGTHS = ["random", "tight", "equity"] as const;

/** Any legal action; good cards only; by the chance to win. */
export type BotStrength = (typeof BOT_STRENGTHS)[number];
