import { z } from "zod";
import { type HandRecord, isVoided } from "../history/hand-record.ts";
import { cards, hash, instant, number, player, seat, variant } from "../schemas/parts.ts";
import type { RevealedSecret } from "./sealed-deck.ts";

const auditedHandSchema = z.strictObject({
  no: number,
  startedAt: instant,
  variant,
  button: seat,
  voided: z.boolean().describe("Every chip went back: the room or the table was closed."),
  seats: z
    .array(
      z.strictObject({
        seat,
        player,
        name: z.string(),
        shown: cards.nullable().describe("To everybody."),
      }),
    )
    .describe("In the order in which they are dealt to."),
  seeds: z.array(z.strictObject({ player, seed: z.string() })).describe("What the players gave, by seat."),
  root: hash.describe("As it was broadcast before the first card."),
  board: z
    .array(z.strictObject({ board: z.literal([0, 1]), cards }))
    .describe("What was dealt together, in order; 1 is the second board."),
});

/** A session that is over, with the secret that all of its decks follow from. */
export const auditSchema = z.strictObject({
  v: z.literal(1),
  game: z.literal("poker"),
  secret: hash,
  promise: hash.describe("As it was broadcast before the first hand."),
  firstHand: number,
  lastHand: number,
  hands: z.array(auditedHandSchema).describe("Those that are still kept."),
});

export type Audit = z.output<typeof auditSchema>;
export type AuditedHand = z.output<typeof auditedHandSchema>;

/** `records`: of that session; others are left out. */
export function auditOf(
  { secret, promise, firstHand, lastHand }: RevealedSecret,
  records: readonly HandRecord[],
): Audit {
  const ofSession = records.filter(({ setup: { no } }) => no >= firstHand && no <= lastHand);
  const hands = ofSession.flatMap((record) => auditedHand(record, promise) ?? []);
  return { v: 1, game: "poker", secret, promise, firstHand, lastHand, hands };
}

function auditedHand(record: HandRecord, promise: string): AuditedHand | null {
  const { setup, sealed, seats, startedAtMs, events } = record;
  if (sealed?.promise !== promise) return null;
  return {
    no: setup.no,
    startedAt: new Date(startedAtMs).toISOString(),
    variant: setup.variant,
    button: setup.button,
    voided: isVoided(record),
    seats: seats.map((one) => ({
      seat: one.seat,
      player: one.player,
      name: one.name,
      shown: one.shown === null ? null : [...one.shown],
    })),
    seeds: sealed.seeds.map(({ player: by, seed }) => ({ player: by, seed })),
    root: sealed.root,
    board: events.flatMap((event) =>
      event.type === "BoardDealt" ? [{ board: event.board, cards: [...event.cards] }] : [],
    ),
  };
}
