import { z } from "zod";
import { exactly } from "../game/exactly.ts";
import { CARDS } from "./card.ts";
import type { PublicBlackjackEvent } from "./table-event.ts";
import type { PrivateView, PublicTable } from "./view.ts";

export const card = z.enum(CARDS);
const cards = z.array(card);
const chips = z.int().nonnegative();
const seat = z.int().min(1).max(7);
const player = z.string().min(1);
const instant = z.iso.datetime();
const total = z.int().nonnegative().describe("An ace counts as eleven where that is 21 or less.");

const resultsSchema = z.array(
  z.strictObject({
    seat,
    player,
    outcome: z.enum(["blackjack", "win", "push", "lose"]),
    paid: chips.describe("Bet and gain; 0 when lost."),
  }),
);

export const tableSchema = exactly<PublicTable>()(
  z.strictObject({
    status: z.enum(["waiting", "betting", "playing", "settled", "paused", "closed"]),
    config: z.strictObject({
      seats: seat,
      minBet: chips,
      maxBet: chips,
      buyIn: chips,
      betSeconds: z.number(),
      turnSeconds: z.number(),
    }),
    seats: z.array(
      z.strictObject({
        seat,
        player,
        name: z.string(),
        stack: chips,
        bet: chips,
        connected: z.boolean(),
        cards,
        total,
      }),
    ),
    dealer: z.strictObject({
      cards: cards.describe("The first one alone until the players are done."),
      total,
    }),
    round: z.strictObject({ no: z.int().positive(), results: resultsSchema.nullable() }).nullable(),
    betsUntil: instant.nullable(),
    turn: z.strictObject({ id: z.string(), player, seat, dueAt: instant }).nullable(),
  }),
);

export const youSchema = exactly<PrivateView>()(
  z.strictObject({
    player,
    seat,
    stack: chips,
    mayBet: z.strictObject({ min: chips, max: chips }).nullable(),
    legal: z
      .array(z.enum(["hit", "stand", "double"]))
      .nullable()
      .describe("Null when it is not their turn."),
  }),
);

const event = <const Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), ...shape });

export const eventSchema = exactly<PublicBlackjackEvent>()(
  z.discriminatedUnion("type", [
    event("PlayerSeated", { seat, player, name: z.string(), chips }),
    event("PlayerStood", { seat, player, chips }),
    event("ChipsAdded", { seat, player, chips }),
    event("RoundOpened", { no: z.int() }),
    event("BetPlaced", { seat, player, chips }),
    event("CardsDealt", { seats: z.array(seat) }),
    event("TurnStarted", { seat }),
    event("CardDrawn", { seat, card }),
    event("BetDoubled", { seat, chips }),
    event("HandStood", { seat, because: z.enum(["choice", "timeout", "best", "bust"]) }),
    event("DealerRevealed", { cards }),
    event("DealerDrew", { card }),
    event("RoundSettled", { results: resultsSchema }),
    event("RoundVoided", {}),
    z.strictObject({ type: z.enum(["TableClosed", "TableReopened"]) }),
    z.strictObject({ type: z.enum(["TablePaused", "TableResumed"]) }),
  ]),
);
