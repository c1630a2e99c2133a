import { type EventView, readMessage, type TableView, type YouView } from "./message.ts";

/** Something that one person was told: a message to one of their peers, or an answer over HTTP. */
export interface Telling {
  readonly to: string;
  readonly by: "message" | "answer";
  /** Sent to this peer alone. */
  readonly isPrivate: boolean;
  readonly text: string;
}

type Content = {
  readonly events: readonly EventView[];
  readonly table: TableView | null;
  readonly you: YouView | null;
};

// Cards as the contract writes them, on their own or strung together.
const CARDS = /(?<![A-Za-z0-9])(?:[2-9TJQKA][cdhs])+(?![A-Za-z0-9])/g;

/**
 * What is wrong with this telling: another player's view, a view that everybody got, or a card anywhere in the text
 * that is neither this person's own (told in their own view) nor on the board nor shown down.
 */
export function findLeaks(telling: Telling): readonly string[] {
  const content = readContent(telling);
  const faults: string[] = [];
  if (content.you !== null && content.you.player !== telling.to)
    faults.push(`the view of ${content.you.player}`);
  if (content.you !== null && !telling.isPrivate) faults.push("a private view that everybody got");
  const allowed = new Set([
    ...(content.you?.player === telling.to ? content.you.cards : []),
    ...(content.table === null ? [] : publicCards(content.table)),
    ...shownBefore(content),
  ]);
  const secret = cardsIn(telling.text).filter((card) => !allowed.has(card));
  if (secret.length > 0) faults.push(`cards that nobody may see there: ${[...new Set(secret)].join(" ")}`);
  return faults.map((fault) => `${telling.to} was told ${fault}, by ${telling.by}: ${telling.text}`);
}

export function cardsIn(text: string): readonly string[] {
  return [...text.matchAll(CARDS)].flatMap(([found]) => found.match(/../g) ?? []);
}

function readContent({ by, text }: Telling): Content {
  const told = by === "message" ? readMessage(text) : (JSON.parse(text) as Partial<Content>);
  return {
    events: "events" in told ? (told.events ?? []) : [],
    table: "table" in told ? (told.table ?? null) : null,
    you: "you" in told ? (told.you ?? null) : null,
  };
}

// Cards are shown down when betting is over, by those who did not fold; who then sits out leaves them on show.
function publicCards({ hand, turn, seats }: TableView): readonly string[] {
  if (hand === null) return [];
  const shown = seats.filter(
    ({ status }) =>
      turn === null && status !== "folded" && (status !== "sittingOut" || hand.results !== null),
  );
  const { board, board2 = [], rabbit = [], rabbit2 = [] } = hand;
  return [...board, ...board2, ...rabbit, ...rabbit2, ...shown.flatMap((seat) => seat.cards ?? [])];
}

const BOARD_EVENTS: ReadonlySet<string> = new Set(["BoardDealt", "RabbitHunted"]);

// A message that catches up tells the end of the last hand with the table of the next.
function shownBefore({ events }: Content): readonly string[] {
  const started = events.findLastIndex((event) => event.type === "HandStarted");
  const earlier = events.slice(0, Math.max(0, started));
  const folded = new Set(earlier.filter(({ type }) => type === "Folded").map(({ seat }) => seat));
  return earlier
    .filter(({ type, seat }) => BOARD_EVENTS.has(type) || (type === "CardsShown" && !folded.has(seat)))
    .flatMap(({ cards, cards2 }) => [...(cards ?? []), ...(cards2 ?? [])]);
}

export interface SecretsCheck {
  /** Judges it at once. */
  tell(telling: Telling): void;
  readonly faults: readonly string[];
  count(): number;
}

export function createSecretsCheck(): SecretsCheck {
  const faults: string[] = [];
  let count = 0;
  return {
    tell: (telling) => {
      count += 1;
      faults.push(...findLeaks(telling));
    },
    faults,
    count: () => count,
  };
}
