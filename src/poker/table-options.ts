/** What a host may switch on and off; what a configuration does not mention is as in `DEFAULT_OPTIONS`. */
export interface TableOptions {
  /** A cash game, or single-table tournaments one after the other. */
  readonly mode: "cash" | "sitAndGo";
  /** Of a tournament, percents by place; empty: by the number of players. */
  readonly payouts: string;
  /** Beaten hands are mucked at a showdown; else everybody shows. */
  readonly autoMuck: boolean;
  /** After a hand that ended before the river the rest of the board may be looked at. */
  readonly rabbitHunt: boolean;
  /** So much comes back into each time bank, up to `timeBankSeconds`, every `timeBankRefillHands` hands. */
  readonly timeBankRefillSeconds: number;
  readonly timeBankRefillHands: number;
  /** How long the seat of somebody who left the room is kept outside a hand. */
  readonly awaySeatSeconds: number;
  /** The button moves to the next player instead of staying dead where one is missing. */
  readonly movingButton: boolean;
  /** Who may post twice the big blind: the player left of it, or the button. */
  readonly straddle: "off" | "utg" | "mississippi";
  /** Every so many hands is a bomb pot; 0: none. */
  readonly bombPotEvery: number;
  /** Its ante, in big blinds. */
  readonly bombPotBlinds: number;
  /** Its boards: two are dealt where the deck has the cards. */
  readonly bombPotBoards: 1 | 2;
  /** All-in players may agree to deal the rest of the board twice. */
  readonly runItTwice: boolean;
  /** What everybody pays to who wins alone with a seven and a deuce; 0: nothing. */
  readonly sevenDeuce: number;
  /** The next button chooses the game between hands. */
  readonly dealersChoice: boolean;
  /** Blinds that rise: `small/big[/ante]`, comma-separated. */
  readonly levels: string;
  /** 0: not by the clock. */
  readonly levelSeconds: number;
  /** 0: not by the number of hands. */
  readonly levelHands: number;
  /** Whoever is no host has to be approved by one to take a seat. */
  readonly approveSeats: boolean;
  /** How long bots think at most; at least a quarter of it. */
  readonly botSeconds: number;
}

const DEFAULT_OPTIONS: TableOptions = {
  mode: "cash",
  payouts: "",
  autoMuck: true,
  rabbitHunt: false,
  timeBankRefillSeconds: 0,
  timeBankRefillHands: 10,
  awaySeatSeconds: 600,
  movingButton: false,
  straddle: "off",
  bombPotEvery: 0,
  bombPotBlinds: 2,
  bombPotBoards: 1,
  runItTwice: false,
  sevenDeuce: 0,
  dealersChoice: false,
  levels: "",
  levelSeconds: 0,
  levelHands: 0,
  approveSeats: false,
  botSeconds: 2,
};

/** Told like an option: where it is otherwise. */
export const USUAL_START = { autoSeat: true, autoStart: true, minPlayers: 2 } as const;

const SHOWN = (Object.keys(DEFAULT_OPTIONS) as (keyof TableOptions)[]).filter((name) => name !== "levels");

const complete = new WeakMap<Partial<TableOptions>, TableOptions>();

/** Completed once for each configuration, since many rules ask at every action. */
export function optionsOf(given: Partial<TableOptions>): TableOptions {
  const known = complete.get(given);
  if (known !== undefined) return known;
  const options = { ...DEFAULT_OPTIONS, ...given };
  complete.set(given, options);
  return options;
}

/** Those that are not as by default; without the levels, which may be long and are told one by one. */
export function changedOptions(given: Partial<TableOptions>): Partial<TableOptions> {
  const changed = SHOWN.filter((name) => given[name] !== undefined && given[name] !== DEFAULT_OPTIONS[name]);
  return Object.fromEntries(changed.map((name) => [name, given[name]]));
}
