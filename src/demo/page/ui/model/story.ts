import type { PublicTableEvent } from "../../../../poker/public-event.ts";
import type { PublicTable } from "../../../../poker/table-view.ts";
import { cardsInSigns, cardsInWords } from "./card-words.ts";
import { chipText } from "./chips.ts";
import { actionLabel, type Naming, type Tone, wordsOf } from "./event-words.ts";
import { NO_NEWS, newsAfter, type OwnNews } from "./own-news.ts";

export interface LogEntry {
  readonly no: number;
  readonly hand: number | null;
  readonly text: string;
  readonly tone: Tone;
}

/** What the page remembers besides the newest view. */
export interface Story {
  /** Those that were told last, so that none is told twice. */
  readonly events: readonly PublicTableEvent[] | null;
  readonly table: PublicTable | null;
  readonly names: ReadonlyMap<string, string>;
  readonly log: readonly LogEntry[];
  /** By seat: what was done last in this betting round. */
  readonly actions: ReadonlyMap<number, string>;
  readonly news: OwnNews;
  /** For the ears: what happened, and whose turn it is. */
  readonly happened: string;
  readonly turn: string;
}

export interface Chapter {
  readonly table: PublicTable;
  readonly events: readonly PublicTableEvent[];
  readonly me: string;
}

export const EMPTY_STORY: Story = {
  events: null,
  table: null,
  names: new Map(),
  log: [],
  actions: new Map(),
  news: NO_NEWS,
  happened: "",
  turn: "",
};

const LOG_LENGTH = 300;

/** The same story when the chapter is told already. */
export function tellOn(story: Story, { table, events, me }: Chapter): Story {
  if (story.table === table && story.events === events) return story;
  const names = namesWith(story.names, table);
  const naming = namingBy(story.table, table, names);
  const isNews = story.events !== events;
  const lastNo = story.log.at(-1)?.no ?? 0;
  const fresh = isNews ? linesOf(events, { table, naming, lastNo }) : [];
  const spoken = isNews
    ? linesOf(events, { table, naming: { ...naming, ofCards: cardsInWords }, lastNo })
    : [];
  return {
    events,
    table,
    names,
    log: fresh.length === 0 ? story.log : [...story.log, ...fresh].slice(-LOG_LENGTH),
    actions: isNews ? actionsAfter(story.actions, events) : story.actions,
    news: isNews ? newsAfter(story.news, events, me) : story.news,
    happened: spoken.length === 0 ? story.happened : spoken.map(({ text }) => text).join(". "),
    turn: story.table?.turn?.id === table.turn?.id ? story.turn : turnWords(table, me, naming),
  };
}

/** "Your turn: 12 to call"; empty when it is nobody's. */
function turnWords({ turn }: PublicTable, me: string, naming: Pick<Naming, "ofPlayer">): string {
  if (turn === null) return "";
  if (turn.player !== me) return `${naming.ofPlayer(turn.player)} to act`;
  return turn.canCheck ? "Your turn: check or bet" : `Your turn: ${chipText(turn.callAmount)} to call`;
}

/** "Carol wins 57 with three of a kind, queens", one for each winner. */
export function winWords({ hand }: PublicTable, naming: Pick<Naming, "ofPlayer">): readonly string[] {
  const winners = (hand?.results ?? []).filter(({ chips }) => chips > 0);
  return winners.map(({ player, chips, handName }) => {
    const withHand = handName === null ? "" : ` with ${handName}`;
    return `${naming.ofPlayer(player)} wins ${chipText(chips)}${withHand}`;
  });
}

interface Telling {
  readonly table: PublicTable;
  readonly naming: Naming;
  readonly lastNo: number;
}

function linesOf(events: readonly PublicTableEvent[], { table, naming, lastNo }: Telling): LogEntry[] {
  const hand = table.hand?.no ?? null;
  const lines = events.flatMap((event): Pick<LogEntry, "text" | "tone">[] => {
    if (event.type === "HandEnded")
      return winWords(table, naming).map((text) => ({ text, tone: "win" as const }));
    const words = wordsOf(event, naming);
    return words === null ? [] : [words];
  });
  return lines.map(({ text, tone }, at) => ({ no: lastNo + at + 1, hand, text, tone }));
}

function actionsAfter(
  before: ReadonlyMap<number, string>,
  events: readonly PublicTableEvent[],
): ReadonlyMap<number, string> {
  const actions = new Map(before);
  for (const event of events) {
    if (event.type === "HandStarted" || event.type === "HandEnded") actions.clear();
    if (event.type === "BetsGathered") keepFolds(actions);
    const label = actionLabel(event);
    if (label !== null && "seat" in event) actions.set(event.seat, label);
  }
  return actions;
}

// Who folded or is all-in stays so for the hand.
function keepFolds(actions: Map<number, string>): void {
  for (const [seat, label] of actions) if (label !== "Fold" && label !== "All-in") actions.delete(seat);
}

function namesWith(before: ReadonlyMap<string, string>, { seats }: PublicTable): ReadonlyMap<string, string> {
  if (seats.every(({ player, name }) => before.get(player) === name)) return before;
  return new Map([...before, ...seats.map(({ player, name }) => [player, name] as const)]);
}

function namingBy(before: PublicTable | null, now: PublicTable, names: ReadonlyMap<string, string>): Naming {
  const ofPlayer = (player: string) => names.get(player) ?? player;
  const ofSeat = (seat: number) => {
    const sitting = [...now.seats, ...(before?.seats ?? [])].find((one) => one.seat === seat);
    return sitting === undefined ? `Seat ${seat}` : ofPlayer(sitting.player);
  };
  return { ofSeat, ofPlayer, ofCards: cardsInSigns };
}
