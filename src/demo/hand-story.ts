import { phraseOf } from "./event-phrase.ts";
import type { EventView, TableView } from "./message.ts";
import { cell, headline, paragraph } from "./typeset.ts";

/** A hand as far as it was told. */
export interface HandSoFar {
  readonly no: number;
  /** Public ones, the first is its start. */
  readonly events: readonly EventView[];
  /** The newest. */
  readonly table: TableView;
  readonly nameAt: (seat: number | undefined) => string;
  /** By player, each from that player's own messages. */
  readonly ownCards: ReadonlyMap<string, readonly string[]>;
}

interface Round {
  readonly label: string;
  readonly cards: string[];
  readonly phrases: string[];
}

/** Paragraphs for people: a street when it is over, the result at the end. A longer hand only adds paragraphs. */
export function tellHand(hand: HandSoFar): readonly string[] {
  const isOver = hand.events.some(({ type }) => type === "HandEnded");
  const rounds = roundsOf(hand);
  const over = isOver ? rounds : rounds.slice(0, -1);
  return [
    headline(`Hand ${hand.no}`, [`button ${hand.nameAt(hand.events[0]?.button)}`, stakes(hand.table)]),
    ...(over.length === 0 ? [] : [paragraph("told", toldCells(hand))]),
    ...over.map(({ label, cards, phrases }) => paragraph(label, withBoard(cards, phrases))),
    ...(isOver ? [paragraph("result", winners(hand)), paragraph("stacks", stackCells(hand.table))] : []),
  ];
}

function roundsOf({ events, nameAt }: HandSoFar): readonly Round[] {
  const rounds: Round[] = [{ label: "preflop", cards: [], phrases: [] }];
  for (const event of events) {
    const last = rounds.at(-1);
    const label = labelFrom(event);
    const round =
      last === undefined || (label !== null && label !== last.label) ? openRound(rounds, label) : last;
    if (event.type === "BoardDealt") round.cards.push(...(event.cards ?? []));
    const phrase = phraseOf(event, nameAt(event.seat));
    if (phrase !== null && !phrase.aside) round.phrases.push(phrase.text);
  }
  return rounds;
}

function labelFrom({ type, street }: EventView): string | null {
  if (type === "BoardDealt") return street ?? "board";
  return type === "CardsShown" || type === "CardsMucked" ? "showdown" : null;
}

function openRound(rounds: Round[], label: string | null): Round {
  const round: Round = { label: label ?? "", cards: [], phrases: [] };
  rounds.push(round);
  return round;
}

function withBoard(cards: readonly string[], phrases: readonly string[]): readonly string[] {
  if (cards.length === 0) return phrases;
  const [first = "no more betting", ...more] = phrases;
  return [`[${cards.join(" ")}] ${first}`, ...more];
}

function stakes({ config }: TableView): string {
  const ante = config.ante === 0 ? "" : `, ante ${config.ante}`;
  return `${config.variant} ${config.smallBlind}/${config.bigBlind}${ante}`;
}

function toldCells({ table, ownCards }: HandSoFar): readonly string[] {
  return table.seats.map(({ name, player }) => {
    const cards = ownCards.get(player) ?? [];
    return cell(`${name} ${cards.length === 0 ? "--" : cards.join(" ")}`);
  });
}

function stackCells({ seats }: TableView): readonly string[] {
  return seats.map(({ name, stack }) => cell(`${name} ${stack}`));
}

function winners({ no, events, table, nameAt }: HandSoFar): readonly string[] {
  const won = new Map<number, number>();
  for (const { type, seat = 0, chips = 0 } of events)
    if (type === "PotWon") won.set(seat, (won.get(seat) ?? 0) + chips);
  const results = table.hand?.no === no ? (table.hand.results ?? []) : [];
  return [...won].map(([seat, chips]) => {
    const player = table.seats.find((one) => one.seat === seat)?.player;
    const handName = results.find((result) => result.player === player)?.handName ?? null;
    return `${nameAt(seat)} wins ${chips}${handName === null ? "" : ` with ${handName}`}`;
  });
}
