import type { Card } from "./card.ts";
import { evolveHand } from "./hand.ts";
import type { HandEvent, HandSetup, Seat } from "./hand-event.ts";
import type { Hand } from "./hand-state.ts";
import { inSeatOrder, type PhhHand, setupOfPhh, TIME_OUT_COMMENT } from "./phh.ts";
import { variants } from "./variant.ts";

export interface PhhDetails {
  /** Hole cards that the reader may see besides the ones that were shown. */
  readonly knows?: (seat: Seat) => boolean;
  readonly nameOf?: (seat: Seat) => string;
  /** When the hand was played, in UTC. */
  readonly playedAtMs?: number;
  /** Board cards that would have come, by board. */
  readonly rabbits?: readonly (readonly Card[])[];
  /** What each seat was paid, or paid, when the hand was over; the finishing stacks are those before. */
  readonly bountyOf?: (seat: Seat) => number;
}

/** PHH text (TOML) of a hand's events. Cards that were not shown are `??` unless the reader knows them; the rest of the deck is never in it. */
export function writePhh(events: readonly HandEvent[], details: PhhDetails = {}): string {
  const [first, ...rest] = events;
  if (first === undefined) throw new Error("a hand without events");
  const hand = rest.reduce<Hand>(evolveHand, evolveHand(null, first));
  const { setup } = hand;
  const seats = setup.entrants.map(({ seat }) => seat);
  return [
    ...fieldLines({ ...standardFields(setup), ...ownFields(setup), ...runOutField(hand) }),
    `actions = ${list(actionsOf(hand, events, details).map(quoted))}`,
    `hand = ${setup.no}`,
    `seats = ${list(seats)}`,
    ...(details.nameOf === undefined ? [] : [`players = ${list(seats.map(details.nameOf).map(quoted))}`]),
    ...(details.playedAtMs === undefined ? [] : dateLines(new Date(details.playedAtMs))),
    ...(details.rabbits ?? []).map(
      (cards, at) => `_rabbit${at === 0 ? "" : at + 1} = ${quoted(textOf(cards))}`,
    ),
    ...(details.bountyOf === undefined ? [] : [`_bounties = ${list(seats.map(details.bountyOf))}`]),
    ...(hand.ended ? [`finishing_stacks = ${list(hand.seats.map(({ stack }) => stack))}`] : []),
    "",
  ].join("\n");
}

type Fields = Omit<PhhHand, "actions" | "seats" | "hand">;

function standardFields(setup: HandSetup): Fields {
  const { entrants, limit } = setup;
  return {
    variant: variants[setup.variant].phhCode,
    antes: inSeatOrder(entrants.map(({ ante }) => ante)),
    blinds_or_straddles: inSeatOrder(
      entrants.map(({ blind, deadBlind }) => (blind > 0 ? blind : 0 - deadBlind)),
    ),
    ...(limit === null ? { min_bet: setup.bigBlind } : { small_bet: limit.smallBet, big_bet: limit.bigBet }),
    starting_stacks: entrants.map(({ stack }) => stack),
  };
}

/** Our own fields, only where a reader would guess otherwise. */
function ownFields(setup: HandSetup): Partial<Fields> {
  const guess = setupOfPhh(
    { ...standardFields(setup), actions: [], seats: setup.entrants.map(({ seat }) => seat) },
    setup.variant,
  );
  const said: Partial<Fields> = {
    _dead_blinds: setup.entrants.map(({ deadBlind }) => deadBlind),
    _button: setup.button,
    _big_blind: setup.bigBlind,
    _last_blind_seat: setup.lastBlindSeat ?? 0,
    _preflop_min_raise: setup.preflopMinRaise,
    _ante_type: setup.anteType,
    _raise_caps: setup.limit?.raiseCaps,
    _paid_first: setup.paidFirst,
    _pot_limit_counts: setup.potLimitCounts,
    _dead_small_blind: setup.deadSmallBlind,
    _runouts: setup.runouts,
    _boards: setup.boards,
  };
  const guessed: Partial<Fields> = {
    _dead_blinds: guess.entrants.map(({ deadBlind }) => deadBlind),
    _button: guess.button,
    _big_blind: guess.bigBlind,
    _last_blind_seat: guess.lastBlindSeat ?? 0,
    _preflop_min_raise: guess.preflopMinRaise,
    _ante_type: guess.anteType,
    _raise_caps: guess.limit?.raiseCaps,
  };
  const differs = Object.entries(said).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(guessed[name as keyof Fields]),
  );
  return Object.fromEntries(differs);
}

function runOutField(hand: Hand): Record<string, number> {
  return hand.boards.length === 2 && hand.setup.boards !== 2 ? { _runout_count: 2 } : {};
}

function actionsOf(hand: Hand, events: readonly HandEvent[], { knows }: PhhDetails): readonly string[] {
  const { holeCards } = variants[hand.setup.variant];
  const playerOf = (seat: Seat) => `p${hand.seats.findIndex((entrant) => entrant.seat === seat) + 1}`;
  const deals = hand.seats
    .filter(({ cards }) => cards.length > 0)
    .map(({ seat, cards, shown }) => {
      const known = knows?.(seat) === true ? cards : (shown ?? []);
      return `d dh ${playerOf(seat)} ${cards.map((card) => (known.includes(card) ? card : "??")).join("")}`;
    });
  return [...deals, ...events.flatMap((event) => actionOf(event, holeCards, playerOf) ?? [])];
}

function actionOf(event: HandEvent, holeCards: number, playerOf: (seat: Seat) => string): string | null {
  if (event.type === "BoardDealt") return `d db ${textOf(event.cards)}`;
  if (!("seat" in event)) return null;
  const player = playerOf(event.seat);
  if (event.type === "Folded") return `${player} f${commentOf(event.because)}`;
  if (event.type === "Checked") return `${player} cc${commentOf(event.because)}`;
  if (event.type === "Called") return `${player} cc`;
  if (event.type === "BetPlaced" || event.type === "Raised") return `${player} cbr ${event.to}`;
  if (event.type === "CardsShown") return `${player} sm ${textOf(event.cards).padEnd(2 * holeCards, "?")}`;
  return event.type === "CardsMucked" ? `${player} sm` : null;
}

function commentOf(because: "choice" | "timeout" | "left"): string {
  return because === "timeout" ? ` ${TIME_OUT_COMMENT}` : "";
}

function textOf(cards: readonly Card[]): string {
  return cards.join("");
}

function dateLines(date: Date): readonly string[] {
  return [
    `time = ${date.toISOString().slice(11, 19)}`,
    'time_zone = "UTC"',
    `day = ${date.getUTCDate()}`,
    `month = ${date.getUTCMonth() + 1}`,
    `year = ${date.getUTCFullYear()}`,
  ];
}

function fieldLines(fields: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name} = ${valueText(value)}`],
  );
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return list(value);
  return typeof value === "string" ? quoted(value) : String(value);
}

function list(values: readonly unknown[]): string {
  return `[${values.join(", ")}]`;
}

// A TOML basic string is a JSON string except for DEL and lone surrogates.
function quoted(text: string): string {
  return JSON.stringify(text.replace(/\p{Surrogate}/gu, "\uFFFD")).replaceAll("\u007F", "\\u007F");
}
