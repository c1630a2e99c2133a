import { z } from "zod";
import { exactly } from "../../game/exactly.ts";
import type { PublicTableEvent } from "../public-event.ts";
import { cards, chips, hash, number, player, seat, street } from "./parts.ts";
import { changesShape } from "./table-schema.ts";

const event = <const Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), ...shape });

const betShape = { seat, chips, to: chips, allIn: z.boolean() };
const ofSeat = { seat, player };

const STAND_REASONS = ["choice", "kicked", "role", "away", "closed", "out"] as const;

const changes = z.strictObject(changesShape);

/** What a client animates. */
export const eventSchema = exactly<PublicTableEvent>()(
  z.discriminatedUnion("type", [
    event("HandStarted", { no: number, button: seat, bombPot: z.literal(true).exactOptional() }),
    event("AntePosted", { seat, chips }),
    event("BlindPosted", { seat, chips, dead: z.boolean() }),
    event("HoleCardsDealt", { seats: z.array(seat), count: z.int() }),
    event("Folded", { seat, because: z.enum(["choice", "timeout", "left"]) }),
    event("Checked", { seat, because: z.enum(["choice", "timeout"]) }),
    event("Called", betShape),
    event("BetPlaced", betShape),
    event("Raised", betShape),
    event("BetReturned", { seat, chips }),
    event("BetsGathered", {}),
    event("RunOutChosen", { times: z.literal([1, 2]) }),
    event("BoardDealt", { street, cards, board: z.literal(1).exactOptional() }),
    event("CardsShown", { seat, cards }),
    event("CardsMucked", { seat }),
    event("PotWon", {
      pot: z.int().nonnegative(),
      seat,
      chips,
      board: z.literal(1).exactOptional(),
      half: z.literal("low").exactOptional(),
    }),
    event("HandEnded", {}),
    event("HandVoided", {}),
    event("PlayerSeated", { ...ofSeat, by: player.exactOptional().describe("Who approved the seat.") }),
    z.strictObject({
      type: z.enum(["PlayerStood", "LeaveQueued"]),
      ...ofSeat,
      because: z.enum(STAND_REASONS),
      by: player.exactOptional().describe("Left out where it is the player, or nobody."),
    }),
    z.strictObject({ type: z.enum(["PlayerSatOut", "PlayerSatIn"]), ...ofSeat }),
    event("ChipsAdded", { ...ofSeat, chips }),
    z.strictObject({ type: z.enum(["StackSet", "StackQueued"]), ...ofSeat, chips, by: player }),
    event("PlayStarted", { by: player }),
    z.strictObject({ type: z.enum(["ConfigurationQueued", "TableConfigured"]), by: player, changes }),
    event("RabbitHunted", { by: player, cards, cards2: cards.exactOptional() }),
    event("BountyPaid", { ...ofSeat, from: z.array(z.strictObject({ seat, chips })) }),
    event("LevelStarted", { no: number, smallBlind: chips, bigBlind: chips, ante: chips }),
    event("RunTwiceOffered", {}),
    event("RunTwiceAgreed", ofSeat),
    event("TournamentStarted", { no: number, prizes: z.array(chips) }),
    event("PlayerPlaced", {
      ...ofSeat,
      place: number,
      because: z.enum(["busted", "won", "kicked", "role"]),
      by: player.exactOptional().describe("The host who removed the player."),
    }),
    event("PrizePaid", { ...ofSeat, place: number, chips }),
    event("TournamentEnded", { no: number }),
    event("RegistrationOpened", {}),
    event("TimeBankStarted", { seat }),
    event("SeedGiven", { ...ofSeat, seed: z.string() }),
    event("DeckSealed", { root: hash }),
    z.strictObject({ type: z.enum(["PlayerEnlisted", "PlayerUnlisted", "SeatRequested"]), player }),
    event("SeatRefused", { player, by: player }),
    event("HostNamed", { player: player.nullable(), by: player.nullable() }),
    z.strictObject({ type: z.enum(["TablePaused", "TableResumed"]), by: player.nullable() }),
    event("TableClosed", { because: z.enum(["room", "operator"]) }),
    event("TableReopened", {}),
  ]),
);
