/** What a client knows of Croupier: the contract of docs/messages.md, as far as the demo reads it. */
export interface TableView {
  readonly status: "waiting" | "playing" | "paused" | "closed";
  readonly config: {
    readonly variant: string;
    readonly smallBlind: number;
    readonly bigBlind: number;
    readonly ante: number;
  };
  readonly seats: readonly SeatView[];
  readonly hand: HandView | null;
  readonly tournament?: { readonly status: "registering" | "running" | "over" };
  readonly turn: { readonly id: string; readonly player: string } | null;
}

export interface SeatView {
  readonly seat: number;
  readonly player: string;
  readonly name: string;
  readonly stack: number;
  readonly bet: number;
  readonly status: "in" | "folded" | "allIn" | "sittingOut" | "waiting";
  readonly cards: readonly string[] | null;
}

export interface HandView {
  readonly no: number;
  readonly street: string;
  readonly button: number;
  readonly board: readonly string[];
  readonly board2?: readonly string[];
  /** Board cards that would have come, once somebody asked. */
  readonly rabbit?: readonly string[];
  readonly rabbit2?: readonly string[];
  readonly pots: readonly { readonly chips: number }[];
  readonly results:
    | readonly { readonly player: string; readonly chips: number; readonly handName: string | null }[]
    | null;
}

export interface YouView {
  readonly player: string;
  readonly cards: readonly string[];
  readonly stack: number;
  readonly legal: LegalView | null;
}

export interface LegalView {
  readonly actions: readonly string[];
  readonly callAmount: number;
  readonly minRaiseTo: number | null;
  readonly maxRaiseTo: number | null;
}

/** An event for animation; members beside `type` differ. */
export interface EventView {
  readonly type: string;
  /** Of a hand. */
  readonly no?: number;
  readonly button?: number;
  readonly street?: string;
  readonly seat?: number;
  readonly chips?: number;
  readonly place?: number;
  readonly to?: number;
  readonly allIn?: boolean;
  readonly dead?: boolean;
  readonly because?: string;
  readonly cards?: readonly string[];
  /** Of the second board. */
  readonly cards2?: readonly string[];
}

interface Envelope {
  readonly room: string;
  /** The room's version: the newest wins. */
  readonly seq: number;
}

export type GameMessage = Envelope &
  (
    | { readonly kind: "table"; readonly events: readonly EventView[]; readonly table: TableView }
    | { readonly kind: "you"; readonly you: YouView | null }
    | { readonly kind: "welcome"; readonly table: TableView; readonly you: YouView | null }
  );

export function readMessage(text: string): GameMessage {
  const message = JSON.parse(text) as GameMessage & { readonly v: number };
  if (message.v !== 1) throw new Error(`a message of version ${message.v}`);
  return message;
}
