import { z } from "zod";
import { CARDS } from "../poker/card.ts";

const chips = z.int().nonnegative();
const player = z.int().nonnegative().max(9);
const card = z.enum(CARDS);

const legal = z.strictObject({
  player,
  canFold: z.boolean(),
  canCheck: z.boolean(),
  callAmount: chips,
  minRaiseTo: chips.nullable(),
  maxRaiseTo: chips.nullable(),
});

const action = z.strictObject({
  player,
  street: z.int().min(0).max(3),
  type: z.enum(["fold", "check", "call", "bet", "raise"]),
  to: chips.optional(),
  forced: z.literal(true).optional(),
});

const common = {
  id: z.string(),
  source: z.literal("std").optional(),
  players: z.int().min(2).max(10),
  button: player,
  deck: z.enum(["standard", "short"]),
  anteType: z.enum(["none", "uniform", "bigBlind"]),
  antes: z.array(chips),
  blindsOrStraddles: z.array(chips),
  antesPosted: z.array(chips),
  blindsPosted: z.array(chips),
  startingStacks: z.array(chips),
  holeCards: z.array(z.array(card)),
  board: z.array(card),
  actions: z.array(action),
  legal: z.array(legal),
  uncalled: z.strictObject({ player, amount: chips }).nullable(),
  pots: z.array(z.strictObject({ amount: chips, eligible: z.array(player) })),
  showdown: z.array(player),
  hands: z.array(z.strictObject({ player, hi: z.string(), lo: z.string().nullable().optional() })),
  finishingStacks: z.array(chips),
  strict: z.boolean(),
  tags: z.array(z.string()),
  std: z
    .strictObject({
      legal: z.record(z.string(), legal).optional(),
      finishingStacks: z.array(chips).optional(),
    })
    .optional(),
};

/** A complete hand; what a record means is in the README of the vectors. */
export const handRecord = z.discriminatedUnion("betting", [
  z.strictObject({
    ...common,
    variant: z.enum(["NT", "PO", "PLO5", "PO/8", "NS"]),
    betting: z.enum(["NL", "PL"]),
    minBet: chips,
    preflopMinRaise: chips,
  }),
  z.strictObject({
    ...common,
    variant: z.enum(["FT", "FO/8"]),
    betting: z.literal("FL"),
    smallBet: chips,
    bigBet: chips,
    raiseCaps: z.array(z.int().nonnegative()),
  }),
]);

export type HandRecord = z.infer<typeof handRecord>;
export type LegalRecord = z.infer<typeof legal>;

const cards = z.array(card);

export const highPair = z.strictObject({
  id: z.string(),
  board: cards.optional(),
  a: cards,
  b: cards,
  result: z.enum(["a", "b", "tie"]),
  aName: z.string(),
  bName: z.string(),
  aRank: z.int(),
  bRank: z.int(),
});

export const lowPair = z.strictObject({
  id: z.string(),
  board: cards,
  a: cards,
  b: cards,
  aLow: z.string().nullable(),
  bLow: z.string().nullable(),
  result: z.enum(["a", "b", "tie", "none"]),
});

export type HighPair = z.infer<typeof highPair>;
export type LowPair = z.infer<typeof lowPair>;
