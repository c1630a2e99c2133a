import { CARDS, type Card } from "./card.ts";
import { freshDeck } from "./deck.ts";
import type { AnteType, HandSetup, Seat } from "./hand-event.ts";
import { VARIANT_NAMES, type VariantName, variants } from "./variant.ts";

/**
 * A hand in the Poker Hand History notation (phh.readthedocs.io) with whole chips.
 * Players are p1, p2, … clockwise from the button's left; heads-up, antes and blinds are listed the other way round.
 * Fields with an underscore are ours: what the notation has no word for, left out where it goes without saying.
 */
export interface PhhHand {
  readonly variant: string;
  readonly antes: readonly number[];
  /** Negative: a dead blind. */
  readonly blinds_or_straddles: readonly number[];
  readonly starting_stacks: readonly number[];
  readonly actions: readonly string[];
  readonly min_bet?: number | undefined;
  readonly small_bet?: number | undefined;
  readonly big_bet?: number | undefined;
  readonly seats?: readonly Seat[] | undefined;
  readonly hand?: number | undefined;
  readonly _dead_blinds?: readonly number[] | undefined;
  readonly _button?: Seat | undefined;
  readonly _big_blind?: number | undefined;
  /** 0: none. */
  readonly _last_blind_seat?: Seat | undefined;
  readonly _preflop_min_raise?: number | undefined;
  readonly _ante_type?: AnteType | undefined;
  readonly _raise_caps?: readonly number[] | undefined;
  readonly _paid_first?: "ante" | "blind" | undefined;
  readonly _pot_limit_counts?: "fullBlinds" | "postedBlinds" | undefined;
  readonly _dead_small_blind?: number | undefined;
  readonly _runouts?: "once" | "ask" | undefined;
  /** Two from the flop on: each street is dealt to the first, then to the second. The notation has one. */
  readonly _boards?: 2 | undefined;
}

/** `player` counts from 0. Unknown cards are null. */
export type PhhAction =
  | { readonly kind: "dealHole"; readonly player: number; readonly cards: readonly Card[] | null }
  | { readonly kind: "dealBoard"; readonly cards: readonly Card[] }
  | { readonly kind: "fold"; readonly player: number; readonly isTimeOut: boolean }
  | { readonly kind: "checkOrCall"; readonly player: number; readonly isTimeOut: boolean }
  | { readonly kind: "betOrRaise"; readonly player: number; readonly to: number }
  | { readonly kind: "showOrMuck"; readonly player: number; readonly cards: readonly Card[] | null };

export const TIME_OUT_COMMENT = "# out of time";

/** Bets and raises after the blind, by street, where a file does not say. */
const USUAL_CAPS = [4, 4, 4, 4];

/** Null when it is no action of hold'em or Omaha. */
export function parsePhhAction(text: string): PhhAction | null {
  const [action = "", comment = ""] = text.split(/\s+(?=#)/);
  const isTimeOut = comment === TIME_OUT_COMMENT;
  const [actor = "", verb = "", ...words] = action.trim().split(/\s+/);
  if (actor === "d") return parseDeal(verb, words);
  const player = playerIndex(actor);
  const [word] = words;
  if (player === null || words.length > 1) return null;
  if (verb === "f" && word === undefined) return { kind: "fold", player, isTimeOut };
  if (verb === "cc" && word === undefined) return { kind: "checkOrCall", player, isTimeOut };
  if (verb === "cbr" && word !== undefined) return parseRaise(player, word);
  return verb === "sm" ? { kind: "showOrMuck", player, cards: cardsOf(word ?? "") } : null;
}

/** Null when it is not one of our variants. */
export function variantOfPhh(code: string): VariantName | null {
  return VARIANT_NAMES.find((variant) => variants[variant].phhCode === code) ?? null;
}

export function setupOfPhh(phh: PhhHand, variant: VariantName): HandSetup {
  const antes = inSeatOrder(phh.antes);
  const blinds = inSeatOrder(phh.blinds_or_straddles);
  const seats = phh.seats ?? phh.starting_stacks.map((_, player) => player + 1);
  const live = blinds.map((blind) => Math.max(0, blind));
  const top = Math.max(...live);
  const bigBlind = phh._big_blind ?? phh.min_bet ?? top;
  const lastBlindSeat = phh._last_blind_seat ?? (top === 0 ? 0 : (seats[live.lastIndexOf(top)] ?? 0));
  return {
    no: phh.hand ?? 1,
    variant,
    entrants: phh.starting_stacks.map((stack, player) => ({
      seat: seats[player] ?? player + 1,
      stack,
      ante: antes[player] ?? 0,
      blind: live[player] ?? 0,
      deadBlind: phh._dead_blinds?.[player] ?? Math.max(0, -(blinds[player] ?? 0)),
    })),
    button: phh._button ?? seats.at(-1) ?? 1,
    bigBlind,
    lastBlindSeat: lastBlindSeat === 0 ? null : lastBlindSeat,
    preflopMinRaise: phh._preflop_min_raise ?? Math.max(bigBlind, top),
    anteType: phh._ante_type ?? usualAnteType(antes),
    limit: limitOf(phh),
    ...(phh._paid_first === undefined ? {} : { paidFirst: phh._paid_first }),
    ...(phh._pot_limit_counts === undefined ? {} : { potLimitCounts: phh._pot_limit_counts }),
    ...(phh._dead_small_blind === undefined ? {} : { deadSmallBlind: phh._dead_small_blind }),
    ...(phh._runouts === undefined ? {} : { runouts: phh._runouts }),
    ...(phh._boards === undefined ? {} : { boards: phh._boards }),
  };
}

/** The deck from which exactly these cards are dealt: hole cards one round at a time, then the board. */
export function stackedDeck(
  variant: VariantName,
  holeCards: readonly (readonly Card[])[],
  board: readonly Card[],
): readonly Card[] {
  const dealt: Card[] = [];
  for (let round = 0; round < variants[variant].holeCards; round++) {
    for (const hand of holeCards) dealt.push(hand[round] as Card);
  }
  dealt.push(...board);
  return [...dealt, ...freshDeck(variants[variant].deck).filter((card) => !dealt.includes(card))];
}

/** Heads-up the notation lists the button's blind and ante first, although the button is the second player. */
export function inSeatOrder(listed: readonly number[]): readonly number[] {
  return listed.length === 2 ? listed.toReversed() : listed;
}

function limitOf({ small_bet, big_bet, _raise_caps }: PhhHand): HandSetup["limit"] {
  if (small_bet === undefined || big_bet === undefined) return null;
  return { smallBet: small_bet, bigBet: big_bet, raiseCaps: _raise_caps ?? USUAL_CAPS };
}

function usualAnteType(antes: readonly number[]): AnteType {
  return antes.filter((ante) => ante > 0).length === 1 ? "bigBlind" : "each";
}

function parseDeal(verb: string, words: readonly string[]): PhhAction | null {
  if (verb === "db" && words.length === 1) {
    const cards = cardsOf(words[0] ?? "");
    return cards === null ? null : { kind: "dealBoard", cards };
  }
  const player = playerIndex(words[0] ?? "");
  if (verb !== "dh" || player === null || words.length !== 2) return null;
  return { kind: "dealHole", player, cards: cardsOf(words[1] ?? "") };
}

function parseRaise(player: number, amount: string): PhhAction | null {
  const to = /^\d+(\.\d+)?$/.test(amount) ? Number(amount) : Number.NaN;
  return Number.isNaN(to) ? null : { kind: "betOrRaise", player, to };
}

function playerIndex(actor: string): number | null {
  return /^p[1-9]\d?$/.test(actor) ? Number(actor.slice(1)) - 1 : null;
}

function cardsOf(text: string): readonly Card[] | null {
  const cards = Array.from(text.match(/../g) ?? [], String);
  return text.length % 2 === 0 && cards.length > 0 && cards.every(isCard) ? cards : null;
}

function isCard(text: string): text is Card {
  return CARDS.includes(text as Card);
}
