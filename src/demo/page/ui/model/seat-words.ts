import type { PublicTable } from "../../../../poker/table-view.ts";
import { cardsInWords } from "./card-words.ts";
import { chipText } from "./chips.ts";

export type SeatView = PublicTable["seats"][number];

const STATUS_WORDS: Readonly<Record<SeatView["status"], string>> = {
  in: "in the hand",
  folded: "folded",
  allIn: "all-in",
  sittingOut: "sitting out",
  waiting: "waiting for the next hand",
};

interface Around {
  readonly isMe: boolean;
  readonly isButton: boolean;
  readonly isTurn: boolean;
  readonly isHost: boolean;
  readonly ownHand: string | null;
}

/** All that can be seen of a seat, in one sentence. */
export function seatInWords(seat: SeatView, { isMe, isButton, isTurn, isHost, ownHand }: Around): string {
  const parts = [
    `Seat ${seat.seat}: ${seat.name}${isMe ? " (you)" : ""}`,
    seat.bot === true ? "a bot" : "",
    `${chipText(seat.stack)} chips`,
    seat.bet > 0 ? `bet ${chipText(seat.bet)}` : "",
    STATUS_WORDS[seat.status],
    ownHand ?? "",
    isTurn ? "to act" : "",
    isButton ? "dealer button" : "",
    isHost ? "host" : "",
    seat.place === undefined ? "" : `place ${placeWords(seat)}`,
    seat.connected ? "" : "not connected",
    seat.cards === null || seat.cards.length === 0 ? "" : `shows ${cardsInWords(seat.cards)}`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}

/** The short word on a seat's plate where there is one to say. */
export function seatBadge(seat: SeatView): string | null {
  if (seat.place !== undefined) return placeWords(seat);
  if (seat.status === "allIn") return "All-in";
  if (!seat.connected) return "Away";
  if (seat.status === "sittingOut") return "Sits out";
  return seat.status === "waiting" ? "Waits" : null;
}

const PLACE_ENDINGS: Readonly<Record<number, string>> = { 1: "st", 2: "nd", 3: "rd" };

/** "1st, wins 600". */
function placeWords({ place = 0, prize }: SeatView): string {
  const ordinal = `${place}${PLACE_ENDINGS[place] ?? "th"}`;
  return prize === undefined ? ordinal : `${ordinal}, wins ${chipText(prize)}`;
}
