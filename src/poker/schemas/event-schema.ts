import { z } from "zod";
import { exactly } from "../../game/exactly.ts";
import type { PublicTableEvent } from "../public-event.ts";
import { cards, chips, number, player, seat, street, variant } from "./parts.ts";
import { optionsShape } from "./table-schema.ts";

const event = <const Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), ...shape });

const betShape = { seat, chips, to: chips, allIn: z.boolean() };
const ofSeat = { seat, player };
const optionalSeconds = z.number().nonnegative().exactOptional();

const changes = z.strictObject({
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
  turnSeconds: optionalSeconds,
  timeBankSeconds: optionalSeconds,
  nextHandSeconds: optionalSeconds,
  ...optionsShape,
});

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
    z.strictObject({
      type: z.enum(["PlayerSeated", "PlayerStood", "PlayerSatOut", "PlayerSatIn"]),
      ...ofSeat,
    }),
    z.strictObject({ type: z.enum(["ChipsAdded", "StackSet"]), ...ofSeat, chips }),
    event("TableConfigured", { by: player, changes }),
    event("RabbitHunted", { by: player, cards }),
    event("BountyPaid", { ...ofSeat, from: z.array(z.strictObject({ seat, chips })) }),
    event("LevelStarted", { no: number, smallBlind: chips, bigBlind: chips, ante: chips }),
    event("RunTwiceOffered", {}),
    event("RunTwiceAgreed", ofSeat),
    event("TimeBankStarted", { seat }),
    z.strictObject({ type: z.enum(["PlayerEnlisted", "PlayerUnlisted", "SeatRequested"]), player }),
    event("SeatRefused", { player, by: player }),
    event("HostNamed", { player: player.nullable() }),
    z.strictObject({ type: z.enum(["TablePaused", "TableResumed", "TableClosed", "TableReopened"]) }),
  ]),
);
