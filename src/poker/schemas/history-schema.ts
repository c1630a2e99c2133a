import { z } from "zod";
import { exactly } from "../../game/exactly.ts";
import type { HandProof } from "../fair-deck/proof.ts";
import type { ReplayStep } from "../history/hand-replay.ts";
import type { HandSummary } from "../history/hand-summary.ts";
import type { LedgerView } from "../history/ledger-view.ts";
import { eventSchema } from "./event-schema.ts";
import { card, cards, chips, hash, instant, number, player, seat, variant } from "./parts.ts";
import { handSchema, resultsSchema } from "./table-schema.ts";

/** A finished hand in a list. */
export const handSummarySchema = exactly<HandSummary>()(
  z.strictObject({
    no: number,
    startedAt: instant,
    variant,
    smallBlind: chips,
    bigBlind: chips,
    voided: z.boolean().describe("Every chip went back: the room or the table was closed."),
    button: seat,
    seats: z.array(
      z.strictObject({
        seat,
        player,
        name: z.string(),
        startStack: chips,
        endStack: chips,
        net: z.int(),
        cards: cards.nullable().describe("Those that the reader may see; null: none."),
      }),
    ),
    board: cards.max(5),
    secondBoard: cards.max(5).exactOptional().describe("Of a run-out dealt twice."),
    results: resultsSchema,
    rabbit: cards.exactOptional().describe("Board cards that would have come, when somebody asked."),
    rabbit2: cards.exactOptional().describe("Those of the second board."),
    bounty: z
      .strictObject({ player, chips, from: z.array(z.strictObject({ player, chips })) })
      .exactOptional()
      .describe("Paid for a seven and a deuce after the hand: not in `endStack` and `net`."),
  }),
);

export const handRecordSchema = handSummarySchema.extend({ events: z.array(eventSchema) });

const replayStepSchema = exactly<ReplayStep>()(
  z.strictObject({
    event: eventSchema,
    seats: z.array(
      z.strictObject({
        seat,
        player,
        stack: chips,
        bet: chips,
        status: z.enum(["in", "folded", "allIn"]),
        cards: cards.nullable(),
      }),
    ),
    hand: handSchema.extend({ secondBoard: cards.exactOptional() }),
    toAct: seat.nullable(),
  }),
);

export const replaySchema = handSummarySchema.extend({ steps: z.array(replayStepSchema) });

/** Where the cards that a reader knows were before the first one was dealt. */
export const proofSchema = exactly<HandProof>()(
  z.strictObject({
    no: number,
    promise: hash,
    root: hash.describe("As it was broadcast before the first card."),
    deck: number.describe("Cards in it."),
    seeds: z.array(z.strictObject({ player, seed: z.string() })).describe("What the players gave, by seat."),
    openings: z.array(
      z.strictObject({
        position: z.int().nonnegative().describe("0 is dealt first."),
        card,
        salt: z.string(),
        path: z.array(hash.nullable()).describe("The hashes beside the way up; null where there is none."),
        seat: seat.nullable().describe("Null: the board's."),
      }),
    ),
  }),
);

/** Who brought, took and has how many chips, and who pays whom. */
export const ledgerSchema = exactly<LedgerView>()(
  z.strictObject({
    accounts: z.array(
      z.strictObject({
        player,
        name: z.string(),
        boughtIn: chips,
        cashedOut: chips,
        onTable: chips,
        net: z.int(),
      }),
    ),
    totals: z.strictObject({ boughtIn: z.int(), cashedOut: z.int(), onTable: chips }),
    settlement: z.strictObject({
      transfers: z.array(z.strictObject({ from: player, to: player, chips, text: z.string() })),
      isFewest: z.boolean(),
    }),
    entries: z.array(
      z.strictObject({
        no: number,
        at: instant,
        player,
        name: z.string(),
        chips: z.int().describe("Positive: to the table; negative: off the table."),
        why: z.string(),
        by: player.nullable().describe("Null: the house."),
      }),
    ),
    entriesLost: z.int().nonnegative(),
  }),
);
