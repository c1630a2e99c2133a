import type { HandEvent, Seat, Street } from "../hand-event.ts";
import type { HandRecord, RecordedSeat } from "./hand-record.ts";
import { stepsOf } from "./hand-record.ts";
import { cardList, type Names } from "./hand-text-lines.ts";

export function summaryLines(record: HandRecord, names: Names): readonly string[] {
  const last = stepsOf(record).at(-1)?.after;
  const boards = (last?.boards ?? []).filter((board) => board.length > 0);
  const titles = boards.length === 2 ? ["FIRST Board", "SECOND Board"] : ["Board"];
  const total = record.events.reduce(
    (chips, event) => chips + (event.type === "PotWon" ? event.chips : 0),
    0,
  );
  return [
    "*** SUMMARY ***",
    `Total pot ${total} | Rake 0`,
    ...boards.map((board, at) => `${titles[at] ?? ""} ${cardList(board)}`),
    ...rabbitLines(record),
    ...bySeat(record.seats).map(
      (seat) => `Seat ${seat.seat}: ${names(seat.seat)}${office(record, seat)} ${fate(record, seat)}`,
    ),
    ...bountyLines(record, names),
  ];
}

function rabbitLines({ rabbit, rabbit2 }: HandRecord): readonly string[] {
  return [rabbit, rabbit2].flatMap((cards) =>
    cards === undefined ? [] : [`Rabbit: ${cardList(cards)} would have come`],
  );
}

function bountyLines({ bounty }: HandRecord, names: Names): readonly string[] {
  if (bounty === undefined) return [];
  const chips = bounty.from.reduce((sum, payer) => sum + payer.chips, 0);
  return [
    `${names(bounty.seat)} collected ${chips} for seven and deuce`,
    ...bounty.from.map((payer) => `${names(payer.seat)} paid ${payer.chips} for seven and deuce`),
  ];
}

export function bySeat(seats: readonly RecordedSeat[]): readonly RecordedSeat[] {
  return seats.toSorted((one, other) => one.seat - other.seat);
}

function office({ setup, smallBlind }: HandRecord, { seat }: RecordedSeat): string {
  const asked = setup.entrants.find((entrant) => entrant.seat === seat)?.blind ?? 0;
  const isSmallBlind = asked === smallBlind && asked < setup.bigBlind && seat !== setup.lastBlindSeat;
  const offices = [
    ...(seat === setup.button ? [" (button)"] : []),
    ...(isSmallBlind ? [" (small blind)"] : []),
    ...(seat === setup.lastBlindSeat && seat !== setup.button ? [" (big blind)"] : []),
  ];
  return offices.join("");
}

function fate({ events }: HandRecord, { seat, shown }: RecordedSeat): string {
  const foldedOn = streetOfFold(events, seat);
  const won = events.reduce((chips, event) => chips + wonBy(event, seat), 0);
  const cards = shown === null ? "" : ` ${cardList(shown)}`;
  if (foldedOn !== null) return `folded ${foldedOn}${shown === null ? "" : ` and showed${cards}`}`;
  if (won > 0) return shown === null ? `collected (${won})` : `showed${cards} and won (${won})`;
  if (events.some(({ type }) => type === "HandVoided")) return "got back every chip";
  return shown === null ? "mucked" : `showed${cards} and lost`;
}

function streetOfFold(events: readonly HandEvent[], seat: Seat): string | null {
  let street: Street = "preflop";
  for (const event of events) {
    if (event.type === "BoardDealt") street = event.street;
    if (event.type !== "Folded" || event.seat !== seat) continue;
    return street === "preflop"
      ? "before Flop"
      : `on the ${street.charAt(0).toUpperCase()}${street.slice(1)}`;
  }
  return null;
}

function wonBy(event: HandEvent, seat: Seat): number {
  return event.type === "PotWon" && event.seat === seat ? event.chips : 0;
}
