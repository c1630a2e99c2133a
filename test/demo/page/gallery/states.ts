import type { TableSnapshot } from "../../../../src/demo/page/ui/table-props.ts";
import type { TableConfig } from "../../../../src/poker/table-config.ts";
import { KeptTable } from "./kept-table.ts";

export const ME = "Alice";
const PEOPLE = [
  "Alice",
  "Bob",
  "Carol",
  "Dave",
  "Erin Sommerfeld",
  "Frank",
  "Grace",
  "Heidi",
  "Ivan",
  "Judy",
];

export interface GalleryState {
  readonly table: KeptTable;
  readonly connection?: TableSnapshot["connection"];
}

/** Each as the reader Alice sees it. */
export const STATES: Readonly<Record<string, () => GalleryState>> = {
  "my-turn": () => shown(raisedTwice(seated(6, { seats: 6 }))),
  "my-turn-free": () => shown(seated(6, { seed: "free" }).callDown("flop").until(ME)),
  "their-turn": () => shown(seated(6).until("Carol")),
  "ten-seats": () => shown(seated(10, { seats: 10 }).until(ME)),
  "nine-seats-flop": () => shown(seated(9).callDown("flop").until(ME)),
  "heads-up": () => shown(seated(2, { seats: 2 }).until(ME)),
  showdown: () => shown(seated(6).callDown("showdown")),
  "two-showdown": () => shown(seated(2, { seats: 2, autoMuck: false }).callDown("showdown")),
  "six-showdown": () => shown(seated(6, { seats: 6, autoMuck: false }).callDown("showdown")),
  "nine-showdown": () => shown(seated(9, { autoMuck: false }).callDown("showdown")),
  "nine-omaha-showdown": () => shown(seated(9, { variant: "plo5", autoMuck: false }).callDown("showdown")),
  "ten-showdown": () => shown(seated(10, { seats: 10, autoMuck: false }).callDown("showdown")),
  "won-by-folds": () => shown(seated(4, { rabbitHunt: true }).until(ME).act("raise", 8).foldRound()),
  "side-pots": () => shown(allIn(seated(5, { autoMuck: false }))),
  "run-twice": () => shown(allIn(seated(3, { runItTwice: true }))),
  "two-boards": () => shown(twice(allIn(seated(3, { runItTwice: true })))),
  "bomb-pot": () => shown(bombPot()),
  "all-in": () => shown(seated(4).until(ME).act("allIn").act("call")),
  planned: () => shown(seated(6).until("Carol").ask2(ME, "sitOut").ask(ME, { type: "topUp", chips: 150 })),
  "large-chips": () => shown(largeChips()),
  "waiting-list": () => shown(fullTable()),
  removed: () => shown(removed()),
  omaha: () => shown(seated(6, { variant: "plo5", autoMuck: false }).callDown("showdown")),
  "omaha-turn": () => shown(seated(8, { variant: "plo", seats: 8 }).callDown("turn").until(ME)),
  paused: () => shown(seated(6).until(ME).operate("pause")),
  waiting: () => shown(new GalleryTable({ autoStart: false }).join("Alice", "Bob")),
  visitor: () =>
    shown(new GalleryTable({ seats: 6, autoSeat: false }).join("Alice").sitAll("Bob", "Carol", "Dave")),
  "sitting-out": () => shown(seated(4).until("Bob").foldRound().ask2(ME, "sitOut").next()),
  stale: () => ({ ...shown(seated(6).until("Bob")), connection: "stale" }),
  closed: () => ({ ...shown(seated(3).foldRound().closeRoom()), connection: "closed" }),
  host: () => shown(hosted()),
  bots: () => shown(withBots().until(ME)),
  "sit-and-go": () => shown(sitAndGo()),
};

class GalleryTable extends KeptTable {
  /** Whoever is before that player checks or calls. */
  until(name: string): this {
    for (let turns = 0; turns < 60 && this.table.turn?.player !== name; turns++) this.passive();
    return this;
  }

  passive(): this {
    return this.act(this.table.turn?.canCheck === true ? "check" : "call");
  }

  callDown(street: string): this {
    for (let turns = 0; turns < 80 && this.table.turn !== null && this.table.hand?.street !== street; turns++)
      this.passive();
    return this;
  }

  ask2(name: string, type: "sitOut" | "stand"): this {
    return this.ask(name, { type });
  }

  sitAll(...names: readonly string[]): this {
    this.join(...names);
    for (const name of names) this.ask(name, { type: "sit" });
    return this;
  }

  next(): this {
    return this.strike();
  }
}

function seated(count: number, config: Partial<TableConfig> = {}): GalleryTable {
  const table = new GalleryTable({ seed: "gallery", ...config, autoStart: false }).join(
    ...PEOPLE.slice(0, count),
  );
  return table.askAsHost("house", { type: "start" });
}

function raisedTwice(table: GalleryTable): GalleryTable {
  table.act("fold").act("raise", 6).act("call").act("call").act("fold");
  return table.act("raise", 24).act("call").act("fold");
}

function allIn(table: GalleryTable): GalleryTable {
  table.askAsHost("house", { type: "setStack", player: table.table.seats[1]!.player, chips: 90 });
  table.foldRound();
  table.askAsHost("house", { type: "start" });
  while (table.table.turn !== null) allInOrCall(table);
  return table;
}

function allInOrCall(table: GalleryTable): void {
  if (table.act("allIn").refusal !== null) table.passive();
}

function twice(table: GalleryTable): GalleryTable {
  for (const { player } of table.table.seats) table.ask(player, { type: "runTwice", agree: true });
  return table;
}

function hosted(): GalleryTable {
  const table = new GalleryTable({ seats: 6, approveSeats: true, autoStart: false }).joinAs("Alice", {
    isHost: true,
  });
  table.join("Bob", "Carol", "Dave", "Erin Sommerfeld");
  for (const player of ["Bob", "Carol", "Dave"])
    table.askAsHost("Alice", { type: "approve", player: player as never });
  return table.askAsHost("Alice", { type: "start" });
}

function withBots(): GalleryTable {
  const table = new GalleryTable({ seed: "bots", autoStart: false }).joinAs("Alice", { isHost: true });
  for (const strength of ["equity", "tight", "random"] as const)
    table.askAsHost("Alice", { type: "addBot", strength });
  return table.askAsHost("Alice", { type: "start" });
}

/** Bets on both sides of two boards. */
function bombPot(): GalleryTable {
  const table = seated(6, { seats: 6, bombPotEvery: 1, bombPotBoards: 2, bombPotBlinds: 5 });
  while (table.table.turn?.player !== ME) table.act(table.table.turn?.canCheck === true ? "bet" : "call", 20);
  return table;
}

/** Millions, and a name that is read from the right. */
function largeChips(): GalleryTable {
  const table = new GalleryTable({
    seed: "large chips",
    seats: 6,
    smallBlind: 50_000,
    bigBlind: 100_000,
    buyInMin: 2_000_000,
    buyIn: 9_000_000,
    buyInMax: 20_000_000,
    autoStart: false,
  });
  table.join("Alice", "Bob", "אליעזר בן־יהודה הירושלמי", "Dave");
  table.askAsHost("house", { type: "start" }).until(ME).act("allIn");
  while (table.table.turn !== null) allInOrCall(table);
  return table;
}

function fullTable(): GalleryTable {
  const table = new GalleryTable({ seats: 2, autoSeat: false }).join("Dave", "Alice").sitAll("Bob", "Carol");
  return table.ask("Dave", { type: "enlist" }).ask(ME, { type: "enlist" });
}

function removed(): GalleryTable {
  const table = new GalleryTable({ seats: 6, autoStart: false }).joinAs("Bob", { isHost: true });
  return table.join("Alice", "Carol").askAsHost("Bob", { type: "kick", player: ME as never });
}

/** All-in at once, until two are left. */
function sitAndGo(): GalleryTable {
  const table = new GalleryTable({ mode: "sitAndGo", seats: 4, seed: "sit and go" }).join(
    ...PEOPLE.slice(0, 4),
  );
  for (let hands = 0; hands < 9 && table.table.seats.every(({ place }) => place === undefined); hands++) {
    while (table.table.turn !== null) allInOrCall(table);
    if (table.table.seats.every(({ place }) => place === undefined)) table.strike();
  }
  return table;
}

function shown(table: GalleryTable): GalleryState {
  return { table };
}
