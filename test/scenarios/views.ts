import { z } from "zod";

/** What a client may rely on, key by key: design and docs/messages.md. */
const card = z.string().regex(/^[2-9TJQKA][shdc]$/);
const chips = z.int().nonnegative();
const raiseTo = z.int().positive().nullable();
const action = z.enum(["fold", "check", "call", "bet", "raise", "allIn"]);

const tableSchema = z.strictObject({
  status: z.enum(["waiting", "playing", "paused", "closed"]),
  config: z.looseObject({
    variant: z.enum(["nlhe", "flhe", "plo", "plo5", "plo8", "flo8", "shortdeck"]),
    seats: z.int().min(2).max(10),
    smallBlind: chips,
    bigBlind: chips,
    ante: chips,
    buyInMin: chips,
    buyInMax: chips,
    turnSeconds: z.number().positive(),
  }),
  seats: z.array(
    z.strictObject({
      seat: z.int().min(1).max(10),
      player: z.string().min(1),
      name: z.string(),
      stack: chips,
      nextStack: chips.optional(),
      bet: chips,
      status: z.enum(["in", "folded", "allIn", "sittingOut", "waiting"]),
      connected: z.boolean(),
      bot: z.literal(true).optional(),
      strength: z.enum(["random", "tight", "equity"]).optional(),
      cards: z.array(card).nullable(),
      place: z.int().positive().optional(),
      prize: z.int().positive().optional(),
    }),
  ),
  hand: z
    .strictObject({
      no: z.int().positive(),
      street: z.enum(["preflop", "flop", "turn", "river", "showdown"]),
      button: z.int().positive(),
      board: z.array(card).max(5),
      board2: z.array(card).max(5).optional(),
      runTwice: z.strictObject({ dueAt: z.iso.datetime(), agreed: z.array(z.int().positive()) }).optional(),
      deckRoot: z.string().length(64).optional(),
      bombPot: z.literal(true).optional(),
      rabbit: z.array(card).min(1).max(5).optional(),
      rabbit2: z.array(card).min(1).max(5).optional(),
      pots: z.array(z.strictObject({ chips, contenders: z.array(z.string().min(1)).min(1) })),
      results: z
        .array(z.strictObject({ player: z.string().min(1), chips, handName: z.string().min(1).nullable() }))
        .nullable(),
    })
    .nullable(),
  turn: z
    .strictObject({
      id: z.string().min(1),
      player: z.string().min(1),
      seat: z.int().positive(),
      canCheck: z.boolean(),
      callAmount: chips,
      minRaiseTo: raiseTo,
      maxRaiseTo: raiseTo,
      dueAt: z.iso.datetime(),
    })
    .nullable(),
  host: z.string().min(1).nullable(),
  deckPromise: z.string().length(64).optional(),
  pending: z.looseObject({ by: z.string().min(1) }).optional(),
  chooser: z.string().min(1).optional(),
  level: z
    .strictObject({
      no: z.int().positive(),
      nextAt: z.iso.datetime().nullable(),
      nextHand: z.int().positive().optional(),
    })
    .optional(),
  tournament: z
    .strictObject({
      no: z.int().positive(),
      status: z.enum(["registering", "running", "over"]),
      prizes: z.array(chips).min(1),
      forfeited: chips.optional(),
    })
    .optional(),
  requests: z.array(z.string().min(1)).min(1).max(3).optional(),
  waiting: z.array(z.string().min(1)).min(1).max(5).optional(),
});

export const legalSchema = z.strictObject({
  actions: z.array(action).min(1),
  callAmount: chips,
  minRaiseTo: raiseTo,
  maxRaiseTo: raiseTo,
});

const youSchema = z
  .strictObject({
    player: z.string().min(1),
    seat: z.int().positive(),
    cards: z.array(card),
    totalBet: chips,
    stack: chips,
    timeBankSeconds: z.number().nonnegative(),
    legal: legalSchema.nullable(),
    straddles: z.literal(true).optional(),
    seed: z.string().optional(),
    pending: z
      .strictObject({
        topUp: chips.optional(),
        sitOut: z.literal(true).optional(),
        leave: z.literal(true).optional(),
      })
      .optional(),
    preAct: z.enum(["check", "checkFold", "callThis"]).optional(),
  })
  .nullable();

export const answerSchema = z.strictObject({ version: chips, table: tableSchema, you: youSchema });

const envelope = { v: z.literal(1), game: z.literal("poker"), room: z.string(), seq: z.int().positive() };
const event = z.looseObject({ type: z.string().regex(/^[A-Z][A-Za-z]+$/) });

export const messageSchema = z.discriminatedUnion("kind", [
  z.strictObject({ ...envelope, kind: z.literal("table"), events: z.array(event), table: tableSchema }),
  z.strictObject({ ...envelope, kind: z.literal("you"), you: youSchema }),
  z.strictObject({ ...envelope, kind: z.literal("welcome"), table: tableSchema, you: youSchema }),
]);

export type Table = z.output<typeof tableSchema>;
export type Answer = z.output<typeof answerSchema>;
export type Message = z.output<typeof messageSchema>;
export type MessageOf<Kind extends Message["kind"]> = Extract<Message, { kind: Kind }>;

/** A message of the game; null for an operator's words and the like. */
export function readMessage(text: string): Message | null {
  try {
    return messageSchema.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || !text.includes('"game":"poker"')) return null;
    throw error;
  }
}

/** Every chip that a table shows. */
export function chipsOf({ seats, hand }: Table): number {
  const atSeats = seats.reduce((sum, { stack, bet }) => sum + stack + bet, 0);
  return (hand?.pots ?? []).reduce((sum, pot) => sum + pot.chips, atSeats);
}
