import type { Facts, Input, PlayerId, Profile, Rejection } from "../../src/game/game.ts";
import { poker } from "../../src/poker/poker.ts";
import type { PlayerCommand, TableCommand } from "../../src/poker/table-command.ts";
import type { TableConfig } from "../../src/poker/table-config.ts";
import type { TableEvent } from "../../src/poker/table-event.ts";
import type { TableState } from "../../src/poker/table-state.ts";

export const cashGame: TableConfig = {
  variant: "nlhe",
  seats: 9,
  smallBlind: 1,
  bigBlind: 2,
  ante: 0,
  anteType: "each",
  buyIn: 200,
  buyInMin: 40,
  buyInMax: 400,
  autoSeat: true,
  autoStart: true,
  minPlayers: 2,
  turnSeconds: 30,
  timeBankSeconds: 60,
  nextHandSeconds: 5,
  seed: "test",
};

export const START_MS = Date.UTC(2030, 0, 1);

export function id(name: string): PlayerId {
  return name as PlayerId;
}

export function factsAt(nowMs: number): Facts {
  return { nowMs, entropy: new Uint8Array(256).map((_, at) => (at * 89 + nowMs) % 256) };
}

/** A table with a clock: every step is decided, folded and kept. */
export class TableInTest {
  state: TableState;
  nowMs = START_MS;
  /** Of the latest step. */
  events: readonly TableEvent[] = [];
  /** Why the latest step was refused. */
  refusal: string | null = null;
  rejection: Rejection | null = null;

  constructor(config: Partial<TableConfig> = {}) {
    this.state = poker.create({ ...cashGame, ...config });
  }

  take(input: Input<TableCommand>): this {
    const decision = poker.decide(this.state, input, factsAt(this.nowMs));
    this.rejection = decision.ok ? null : decision.rejection;
    this.refusal = this.rejection?.reason ?? null;
    this.events = decision.ok ? decision.events : [];
    for (const event of this.events) this.state = poker.evolve(this.state, event);
    return this;
  }

  join(...names: readonly string[]): this {
    for (const name of names) this.joinAs(name, {});
    return this;
  }

  joinAs(name: string, profile: Partial<Profile>): this {
    const whole = { name, mayPlay: true, isHost: false, ...profile };
    return this.take({ from: "room", notice: { type: "playerJoined", player: id(name), profile: whole } });
  }

  change(name: string, profile: Partial<Profile>): this {
    const whole = { name, mayPlay: true, isHost: false, ...profile };
    return this.take({ from: "room", notice: { type: "playerChanged", player: id(name), profile: whole } });
  }

  leave(...names: readonly string[]): this {
    for (const name of names) this.take({ from: "room", notice: { type: "playerLeft", player: id(name) } });
    return this;
  }

  ask(name: string, command: PlayerCommand): this {
    return this.take({ from: "player", player: id(name), isHost: false, command });
  }

  askAsHost(name: string, command: PlayerCommand): this {
    return this.take({ from: "player", player: id(name), isHost: true, command });
  }

  operate(order: "pause" | "resume" | "close"): this {
    return this.take({ from: "operator", order });
  }

  closeRoom(): this {
    return this.take({ from: "room", notice: { type: "roomClosed" } });
  }

  /** Whoever's turn it is. */
  act(action: "fold" | "check" | "call" | "bet" | "raise" | "allIn", to?: number): this {
    const turn = this.table.turn;
    if (turn === null) throw new Error("nobody's turn");
    return this.ask(turn.player, { type: "act", turn: turn.id, action, ...(to !== undefined && { to }) });
  }

  /** Everybody folds until the hand is over. */
  foldRound(): this {
    while (this.table.turn !== null)
      if (this.act("fold").refusal !== null) throw new Error(`fold refused: ${this.refusal}`);
    return this;
  }

  wait(ms: number): this {
    this.nowMs += ms;
    return this;
  }

  /** Lets the current deadline pass, on time. */
  strike(lateMs = 0): this {
    const deadline = poker.deadline(this.state);
    if (deadline === null) throw new Error("no deadline");
    this.nowMs = Math.max(this.nowMs, deadline.dueAtMs + lateMs);
    return this.take({ from: "clock", command: deadline.command });
  }

  /** Lets the bot whose turn it is play it when it is due. */
  bot(): this {
    const turn = poker.house?.turn(this.state) ?? null;
    const you = turn && poker.privateView(this.state, turn.player);
    if (turn === null || you === null) throw new Error("no bot is to act");
    this.nowMs = Math.max(this.nowMs, turn.dueAtMs);
    const command = poker.house?.choose(this.table, you, factsAt(this.nowMs).entropy);
    if (command === undefined) throw new Error("poker has no bots");
    return this.take({ from: "player", player: turn.player, isHost: false, command });
  }

  /** Folds the hand in progress and goes on to the next one. */
  nextHand(): this {
    return this.foldRound().strike();
  }

  get table() {
    return poker.publicView(this.state);
  }

  get deadline() {
    return poker.deadline(this.state);
  }

  you(name: string) {
    return poker.privateView(this.state, id(name));
  }

  seat(name: string) {
    const seat = this.table.seats.find((one) => one.player === name);
    if (seat === undefined) throw new Error(`${name} has no seat`);
    return seat;
  }

  /** Names on button, small and big blind; null where the seat is empty or does not post. */
  positions(): { button: string | null; small: string | null; big: string | null } {
    const playerAt = (seat: number | null | undefined): string | null =>
      this.table.seats.find((one) => one.seat === seat)?.player ?? null;
    const blinds = this.state.play?.hand.setup.entrants.filter(({ blind }) => blind > 0) ?? [];
    const posts = (chips: number): string | null =>
      playerAt(blinds.find(({ blind, deadBlind }) => blind === chips && deadBlind === 0)?.seat);
    const { smallBlind } = this.state.config;
    return {
      button: playerAt(this.state.positions?.button),
      small: posts(smallBlind),
      big: playerAt(this.state.positions?.bigBlind),
    };
  }

  dealtIn(): readonly string[] {
    return this.state.play?.players ?? [];
  }
}

/** A table at which these players sit from seat 1 on, in the first hand. */
export function tableWith(names: readonly string[], config: Partial<TableConfig> = {}): TableInTest {
  const table = new TableInTest({ ...config, autoStart: false }).join(...names);
  return table.askAsHost("house", { type: "start" });
}
