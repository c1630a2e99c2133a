import type { Card } from "../card.ts";
import type { HandEvent, Seat } from "../hand-event.ts";
import { type Hand, placeOf } from "../hand-state.ts";
import type { HandRecord, HandStep } from "./hand-record.ts";

export type Names = (seat: Seat) => string;

interface Telling {
  readonly record: HandRecord;
  readonly before: Hand;
  readonly after: Hand;
  readonly nameOf: Names;
}

type Lines = {
  readonly [Type in HandEvent["type"]]: (
    event: Extract<HandEvent, { readonly type: Type }>,
    telling: Telling,
  ) => readonly string[];
};

const lines: Lines = {
  HandStarted: nothing,
  DeckShuffled: nothing,
  AntePosted: ({ seat, chips }, told) => [does(told, seat, `posts the ante ${chips}`)],
  BlindPosted: (event, told) => [does(told, event.seat, `posts ${blindName(event, told)} ${event.chips}`)],
  HoleCardsDealt: () => ["*** HOLE CARDS ***"],
  Folded: ({ seat, because }, told) => [...timedOut(because, seat, told), does(told, seat, "folds")],
  Checked: ({ seat, because }, told) => [...timedOut(because, seat, told), does(told, seat, "checks")],
  Called: ({ seat, chips }, told) => [does(told, seat, `calls ${chips}`)],
  BetPlaced: ({ seat, chips }, told) => [does(told, seat, `bets ${chips}`)],
  Raised: ({ seat, to }, told) => [does(told, seat, `raises ${to - told.before.round.price} to ${to}`)],
  BetReturned: ({ seat, chips }, { nameOf }) => [`Uncalled bet (${chips}) returned to ${nameOf(seat)}`],
  BetsGathered: nothing,
  RunOutChosen: ({ times }) => (times === 2 ? ["The rest of the board is dealt twice"] : []),
  BoardDealt: (event, told) => [boardLine(event, told)],
  CardsShown: (event, told) => [shownLine(event, told)],
  CardsMucked: ({ seat }, { nameOf }) => [`${nameOf(seat)}: mucks hand`],
  PotWon: ({ seat, chips, pot }, told) => [
    `${told.nameOf(seat)} collected ${chips} from ${potName(pot, told)}`,
  ],
  HandEnded: nothing,
  HandVoided: () => ["Hand cancelled: every chip went back to where it came from"],
};

export function lineOf(
  { event, before, after }: HandStep,
  record: HandRecord,
  nameOf: Names,
): readonly string[] {
  const tell = lines[event.type] as (event: HandEvent, telling: Telling) => readonly string[];
  return tell(event, { record, before, after, nameOf });
}

function nothing(): readonly string[] {
  return [];
}

function does({ before, after, nameOf }: Telling, seat: Seat, what: string): string {
  const place = placeOf(after, seat);
  const wentAllIn = after.seats[place]?.status === "allIn" && before.seats[place]?.status !== "allIn";
  return `${nameOf(seat)}: ${what}${wentAllIn ? " and is all-in" : ""}`;
}

function timedOut(because: string, seat: Seat, { nameOf }: Telling): readonly string[] {
  return because === "timeout" ? [`${nameOf(seat)} has timed out`] : [];
}

function blindName(
  { seat, dead }: Extract<HandEvent, { readonly type: "BlindPosted" }>,
  { record: { setup } }: Telling,
): string {
  if (dead) return "dead blind";
  const asked = setup.entrants.find((entrant) => entrant.seat === seat)?.blind ?? 0;
  if (asked < setup.bigBlind) return "small blind";
  return asked > setup.bigBlind ? "straddle" : "big blind";
}

function boardLine(
  { street, board, cards }: Extract<HandEvent, { readonly type: "BoardDealt" }>,
  { before, after }: Telling,
): string {
  const ordinals = after.boards.length === 2 ? ["FIRST ", "SECOND "] : [""];
  const earlier = before.boards[board] ?? [];
  const parts = [earlier, cards].filter((part) => part.length > 0).map(cardList);
  return `*** ${ordinals[board] ?? ""}${street.toUpperCase()} *** ${parts.join(" ")}`;
}

function shownLine(
  { seat, cards, handName }: Extract<HandEvent, { readonly type: "CardsShown" }>,
  { nameOf }: Telling,
): string {
  return `${nameOf(seat)}: shows ${cardList(cards)}${handName === null ? "" : ` (${handName})`}`;
}

function potName(pot: number, { record: { events } }: Telling): string {
  const pots = new Set(events.flatMap((event) => (event.type === "PotWon" ? [event.pot] : [])));
  if (pots.size < 2) return "pot";
  return pot === 0 ? "main pot" : `side pot-${pot}`;
}

/** "[Ah Kd]". */
export function cardList(cards: readonly Card[]): string {
  return `[${cards.join(" ")}]`;
}
