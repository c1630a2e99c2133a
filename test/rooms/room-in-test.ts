import type { Facts, PlayerId } from "../../src/game/game.ts";
import { messagesOf } from "../../src/rooms/messages.ts";
import type { OutboxMessage } from "../../src/rooms/ports.ts";
import type { PresenceFact } from "../../src/rooms/presence-fact.ts";
import type { AnyGame, RoomEvent, RoomState } from "../../src/rooms/room-state.ts";
import { newRoom } from "../../src/rooms/room-state.ts";
import type { Happening, Rules } from "../../src/rooms/transition.ts";
import { transition } from "../../src/rooms/transition.ts";
import { viewsOf } from "../../src/rooms/views.ts";
import { playerId, ROOM } from "../fakes/facts.ts";
import { highestNumber } from "../fakes/highest-number.ts";
import { START_MS } from "../fakes/test-clock.ts";

export const ROUND_MS = 30_000;

const roles = { playerRoles: ["player", "host"], hostRoles: ["host"] };

/** A room of the pure shell: what happens, what comes of it and who is told. */
export class RoomInTest {
  state: RoomState;
  nowMs = START_MS;
  version = 0;
  /** Of the latest happening. */
  events: readonly RoomEvent[] = [];
  messages: readonly OutboxMessage[] = [];
  /** Why the latest happening was refused. */
  refusal: string | null = null;
  readonly rules: Rules;

  constructor(game: AnyGame = highestNumber, config: unknown = { roundMs: ROUND_MS }) {
    this.rules = { game, roles, expelsFromRoom: false };
    this.state = newRoom(game, config, "origin");
  }

  take(happening: Happening): this {
    const facts: Facts = { nowMs: this.nowMs, entropy: new Uint8Array(256) };
    const step = transition(this.rules, this.state, happening, facts);
    this.refusal = step.ok ? null : step.rejection.reason;
    this.events = step.ok ? step.events : [];
    const after = step.ok ? step.state : this.state;
    const { game } = this.rules;
    this.version += this.events.length > 0 ? 1 : 0;
    this.messages = messagesOf({
      game,
      roomId: ROOM,
      seq: this.version,
      atMs: this.nowMs,
      before: { state: this.state, views: viewsOf(game, this.state) },
      after: { state: after, views: viewsOf(game, after) },
      events: this.events,
    });
    this.state = after;
    return this;
  }

  hear(...facts: readonly PresenceFact[]): this {
    return this.take({ kind: "facts", facts });
  }

  ask(name: string, command: unknown): this {
    return this.take({ kind: "command", player: playerId(name), command });
  }

  pick(name: string, number: number): this {
    return this.ask(name, { type: "pick", number });
  }

  strike(): this {
    return this.take({ kind: "clock" });
  }

  wait(ms: number): this {
    this.nowMs += ms;
    return this;
  }

  get table(): { readonly players: readonly PlayerId[]; readonly winner: unknown; readonly round: number } {
    return this.rules.game.publicView(this.state.game) as never;
  }

  /** Of the game's events their names. */
  get happened(): readonly string[] {
    return this.events.flatMap((event) =>
      event.of === "game" ? [(event.event as { type: string }).type] : [event.of],
    );
  }

  /** Of each message kind and reader. */
  get told(): readonly string[] {
    return this.messages.map(({ topic, target }) => `${topic} ${readerOf(target)}`);
  }

  said(topic: OutboxMessage["topic"], reader: string): Readonly<Record<string, unknown>> {
    const found = this.messages.find(
      (message) => message.topic === topic && readerOf(message.target) === reader,
    );
    if (found === undefined) throw new Error(`nothing was said to ${reader}`);
    return JSON.parse(found.message) as Readonly<Record<string, unknown>>;
  }
}

function readerOf(target: OutboxMessage["target"]): string {
  switch (target.kind) {
    case "room":
      return "room";
    case "role":
      return target.role;
    case "player":
      return target.player;
    case "peer":
      return target.peerId;
  }
}
