import { z } from "zod";
import { exactly } from "../../game/exactly.ts";
import { BOT_STRENGTHS } from "../bots/bot-strength.ts";
import type { PrivateView } from "../player-view.ts";
import type { TableOptions } from "../table-options.ts";
import type { PublicHand, PublicTable } from "../table-view.ts";
import {
  card,
  cards,
  chips,
  hash,
  instant,
  number,
  player,
  raiseTo,
  seat,
  street,
  variant,
} from "./parts.ts";

const seconds = z.number().nonnegative();

/** Those that are not as by default. */
const optionsShape = {
  mode: z.enum(["cash", "sitAndGo"]).exactOptional(),
  payouts: z.string().exactOptional(),
  autoMuck: z.boolean().exactOptional(),
  rabbitHunt: z.boolean().exactOptional(),
  timeBankRefillSeconds: seconds.exactOptional(),
  timeBankRefillHands: number.exactOptional(),
  awaySeatSeconds: seconds.exactOptional(),
  movingButton: z.boolean().exactOptional(),
  straddle: z.enum(["off", "utg", "mississippi"]).exactOptional(),
  bombPotEvery: chips.exactOptional(),
  bombPotBlinds: chips.exactOptional(),
  bombPotBoards: z.literal([1, 2]).exactOptional(),
  runItTwice: z.boolean().exactOptional(),
  sevenDeuce: chips.exactOptional(),
  dealersChoice: z.boolean().exactOptional(),
  levels: z.string().exactOptional(),
  levelSeconds: seconds.exactOptional(),
  levelHands: chips.exactOptional(),
  approveSeats: z.boolean().exactOptional(),
  botSeconds: seconds.exactOptional(),
};
exactly<Partial<TableOptions>>()(z.strictObject(optionsShape));

/** What a host may configure. */
export const changesShape = {
  variant: variant.exactOptional(),
  seats: z.int().exactOptional(),
  smallBlind: chips.exactOptional(),
  bigBlind: chips.exactOptional(),
  ante: chips.exactOptional(),
  anteType: z.enum(["each", "bigBlind"]).exactOptional(),
  buyIn: chips.exactOptional(),
  buyInMin: chips.exactOptional(),
  buyInMax: chips.exactOptional(),
  autoSeat: z.boolean().exactOptional(),
  autoStart: z.boolean().exactOptional(),
  minPlayers: z.int().exactOptional(),
  turnSeconds: seconds.exactOptional(),
  timeBankSeconds: seconds.exactOptional(),
  nextHandSeconds: seconds.exactOptional(),
  ...optionsShape,
};

const { levels: _, ...shortChangesShape } = changesShape;

const configSchema = z.strictObject({
  variant,
  seats: z.int().min(2).max(10).describe("Chairs at the table."),
  smallBlind: chips,
  bigBlind: chips,
  ante: chips,
  anteType: z.enum(["each", "bigBlind"]),
  buyIn: chips,
  buyInMin: chips,
  buyInMax: chips,
  turnSeconds: seconds,
  timeBankSeconds: seconds,
  nextHandSeconds: seconds,
  autoSeat: z.boolean().exactOptional().describe("Left out: true."),
  autoStart: z.boolean().exactOptional().describe("Left out: true."),
  minPlayers: z.int().exactOptional().describe("Left out: 2."),
  ...optionsShape,
});

const seatSchema = z.strictObject({
  seat,
  player,
  name: z.string(),
  stack: chips,
  nextStack: chips.exactOptional().describe("What a host set it to, from the end of the hand on."),
  bet: chips.describe("In this betting round."),
  status: z.enum(["in", "folded", "allIn", "sittingOut", "waiting"]),
  connected: z.boolean(),
  bot: z.literal(true).exactOptional().describe("The house plays it."),
  strength: z.enum(BOT_STRENGTHS).exactOptional().describe("Of a bot."),
  cards: cards.nullable().describe("Revealed ones only."),
  place: number.exactOptional().describe("In the tournament, of who is out."),
  prize: number.exactOptional().describe("What that place has won."),
});

export const resultsSchema = z.array(
  z.strictObject({ player, chips, handName: z.string().nullable().describe("Null when won by folds.") }),
);

export const handSchema = exactly<PublicHand>()(
  z.strictObject({
    no: number,
    street: z.enum([...street.options, "showdown"]),
    button: seat,
    board: cards.max(5),
    board2: cards
      .max(5)
      .exactOptional()
      .describe("The second board, of a run-out dealt twice or a bomb pot."),
    runTwice: z
      .strictObject({ dueAt: instant, agreed: z.array(seat) })
      .exactOptional()
      .describe("While all-in players are asked for two boards."),
    deckRoot: hash.exactOptional().describe("Fixes the deck before its first card."),
    bombPot: z.literal(true).exactOptional(),
    rabbit: z.array(card).exactOptional().describe("Cards that would have come, once somebody asked."),
    rabbit2: z.array(card).exactOptional().describe("Those of the second board."),
    pots: z
      .array(z.strictObject({ chips, contenders: z.array(player) }))
      .describe("What earlier rounds gathered."),
    results: resultsSchema.nullable().describe("After the payout."),
  }),
);

const turnSchema = z.strictObject({
  id: z.string().min(1).describe("Names the turn in an `act`."),
  player,
  seat,
  canCheck: z.boolean(),
  callAmount: chips.describe("Still to add."),
  minRaiseTo: raiseTo,
  maxRaiseTo: raiseTo,
  dueAt: instant,
});

const tournamentSchema = z.strictObject({
  no: number,
  status: z.enum(["registering", "running", "over"]),
  prizes: z.array(chips).describe("By place; while players are registering, those of a full table."),
  forfeited: chips.exactOptional().describe("Chips of those who were put out of the tournament."),
});

/** What anyone may see. */
export const tableSchema = exactly<PublicTable>()(
  z.strictObject({
    status: z.enum(["waiting", "playing", "paused", "closed"]),
    config: configSchema,
    seats: z.array(seatSchema),
    hand: handSchema.nullable().describe("Stays on view until the next one starts."),
    turn: turnSchema.nullable(),
    host: player.nullable(),
    pending: z
      .strictObject({ by: player, ...shortChangesShape })
      .exactOptional()
      .describe("What a host configured, from the end of the hand on."),
    requests: z.array(player).exactOptional().describe("Who asks a host for a seat, the first three."),
    chooser: player.exactOptional().describe("Who may choose the next game."),
    level: z
      .strictObject({
        no: number,
        nextAt: instant.nullable(),
        nextHand: number.exactOptional().describe("The first hand of the next one, where they go by hands."),
      })
      .exactOptional()
      .describe("Of the blinds."),
    tournament: tournamentSchema.exactOptional().describe("At a table that plays sit and go."),
    deckPromise: hash.exactOptional().describe("What the decks of the session follow from."),
    waiting: z.array(player).exactOptional().describe("Who waits for a seat, the next three."),
  }),
);

/** What only a seated player sees besides. */
export const youSchema = exactly<PrivateView>()(
  z.strictObject({
    player,
    seat,
    cards,
    totalBet: chips.describe("In the whole hand."),
    stack: chips,
    timeBankSeconds: seconds,
    legal: z
      .strictObject({
        actions: z.array(z.enum(["fold", "check", "call", "bet", "raise", "allIn"])).min(1),
        callAmount: chips,
        minRaiseTo: raiseTo,
        maxRaiseTo: raiseTo,
      })
      .nullable()
      .describe("Null when it is not their turn."),
    preAct: z
      .enum(["check", "checkFold", "callThis"])
      .exactOptional()
      .describe("What is planned for their turn."),
    straddles: z.literal(true).exactOptional(),
    seed: z.string().exactOptional().describe("Their part in the shuffles to come."),
    pending: z
      .strictObject({
        topUp: number.exactOptional(),
        sitOut: z.literal(true).exactOptional(),
        leave: z.literal(true).exactOptional(),
      })
      .exactOptional()
      .describe("What waits for the end of the hand."),
  }),
);
