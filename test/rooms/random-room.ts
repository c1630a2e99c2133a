import { isDeepStrictEqual } from "node:util";
import type { PlayerId } from "../../src/game/game.ts";
import { poker } from "../../src/poker/poker.ts";
import type { TableConfig } from "../../src/poker/table-config.ts";
import type { TableState } from "../../src/poker/table-state.ts";
import type { OutboxMessage } from "../../src/rooms/ports.ts";
import type { AnyGame, RoomEvent, RoomState } from "../../src/rooms/room-state.ts";
import { evolveRoom, newRoom } from "../../src/rooms/room-state.ts";
import { tick } from "../../src/rooms/tick.ts";
import { joined, left, notification, playerId, ROOM, roleChanged, sessionClosed } from "../fakes/facts.ts";
import { createShell, createWorld } from "../fakes/shell.ts";

/** What comes of one commit, with the state before and after it as JSON. */
export interface Committed {
  readonly before: TableState;
  readonly after: TableState;
  readonly messages: readonly OutboxMessage[];
}

export interface RandomRoom {
  /** Something happens: mostly play, sometimes anything else. */
  step(): Promise<void>;
  handsPlayed(): number;
  readonly commits: number;
  state(): RoomState;
}

interface Options {
  readonly config: TableConfig;
  readonly names: readonly string[];
  readonly seed: number;
  readonly onCommit: (committed: Committed) => void;
  readonly onAnswer: (player: PlayerId, json: string, state: TableState) => void;
}

/** A poker room that is played at random through the whole shell, each commit folded and compared with the store. */
export async function openRandomRoom({
  config,
  names,
  seed,
  onCommit,
  onAnswer,
}: Options): Promise<RandomRoom> {
  const random = createRandom(seed);
  const world = createWorld();
  const game = poker as AnyGame;
  const entropy = (): Uint8Array => new Uint8Array(256).map(() => random(256));
  const shell = createShell(world, { game, gameConfig: config, entropy });
  const connections = new Map<string, string[]>();
  let folded = newRoom(game, config, "origin");
  let commits = 0;
  let ids = 0;
  let session = 1;

  const secondsNow = (): number => Math.floor(world.clock.monotonicMs() / 1000);
  const table = () => poker.publicView(folded.game as TableState);

  const follow = (): void => {
    const room = world.redis.data.rooms.get(ROOM);
    if (room === undefined) return;
    for (const { events } of room.events.slice(commits)) {
      commits += 1;
      const before = folded.game as TableState;
      folded = (JSON.parse(events) as RoomEvent[]).reduce(
        (state, event) => evolveRoom(game, state, event),
        folded,
      );
      const version = room.events.length === commits ? room.stored?.version : null;
      const state: unknown = JSON.parse(JSON.stringify(folded));
      if (version !== null && !isDeepStrictEqual(state, JSON.parse(room.stored?.state ?? "null")))
        throw new Error(`folding ${commits} commits does not give the stored state`);
      const messages = room.outbox
        .splice(0)
        .map(({ json }) => JSON.parse(json) as OutboxMessage)
        .filter(({ seq }) => seq === commits || version === null);
      onCommit({ before, after: folded.game as TableState, messages });
    }
  };
  const hear = async (fact: Parameters<typeof notification>[0]): Promise<void> => {
    ids += 1;
    await shell.rooms.notify(notification(fact, { id: `w${ids}` }));
    follow();
  };
  const ask = async (player: PlayerId, body: object): Promise<void> => {
    ids += 1;
    const answer = await shell.rooms.command({ roomId: ROOM, player, id: `c${ids}`, body });
    follow();
    if (answer.ok) onAnswer(player, answer.json, folded.game as TableState);
  };
  const come = async (name: string): Promise<void> => {
    const known = connections.get(name) ?? [];
    ids += 1;
    const peer = `${name}-${ids}`;
    connections.set(name, [...known, peer]);
    const role = name === names[0] ? "host" : "player";
    await hear(joined(peer, secondsNow(), { role, sessionId: `s${session}` }));
  };
  const go = async (name: string): Promise<void> => {
    const [peer, ...others] = connections.get(name) ?? [];
    connections.set(name, others);
    if (peer !== undefined) await hear(left(peer, secondsNow(), { sessionId: `s${session}` }));
  };
  const somebody = (): string => names[random(names.length)] ?? "";
  const strike = async (): Promise<void> => {
    const deadline = poker.deadline(folded.game as TableState);
    if (deadline === null) return await bringTogether();
    await world.clock.advance(Math.max(0, deadline.dueAtMs - world.clock.nowMs()));
    await tick(shell.deps, ROOM);
    follow();
  };
  const bringTogether = async (): Promise<void> => {
    for (const name of names) {
      if ((connections.get(name) ?? []).length === 0) await come(name);
      await ask(playerId(name), { type: "sit" });
      await ask(playerId(name), { type: "topUp", chips: config.buyIn });
      await ask(playerId(name), { type: "sitIn" });
    }
    await ask(playerId(names[0] ?? ""), { type: "resume" });
  };
  const act = async (): Promise<void> => {
    const { turn } = table();
    if (turn === null) return await strike();
    const actions = poker.privateView(folded.game as TableState, turn.player)?.legal?.actions ?? [];
    const action = actions[random(actions.length)] ?? "fold";
    const least = turn.minRaiseTo ?? 0;
    const to = least + random(Math.max(1, Math.floor(((turn.maxRaiseTo ?? 0) - least) / 4)));
    const isSized = action === "bet" || action === "raise";
    await ask(turn.player, { type: "act", turn: turn.id, action, ...(isSized && { to }) });
  };
  const others: readonly (() => Promise<void>)[] = [
    () => come(somebody()),
    () => go(somebody()),
    () => go(somebody()),
    () => come(somebody()),
    () => strike(),
    () => ask(playerId(somebody()), { type: "act", turn: table().turn?.id ?? "0", action: "fold" }),
    () => ask(playerId(somebody()), { type: "sitOut" }),
    () => ask(playerId(somebody()), { type: "sitIn", post: random(2) === 0 }),
    () => ask(playerId(somebody()), { type: "topUp", chips: 50 }),
    () => ask(playerId(somebody()), { type: "stand" }),
    () => ask(playerId(somebody()), { type: "sit" }),
    () => ask(playerId(names[0] ?? ""), { type: random(2) === 0 ? "pause" : "resume" }),
    () => hear(roleChanged(connections.get(somebody())?.[0] ?? "", "guest", secondsNow(), { sessionId: "" })),
    async () => {
      if (random(10) > 0) return;
      await hear(sessionClosed(`s${session}`, secondsNow()));
      session += 1;
      connections.clear();
      await bringTogether();
    },
  ];
  await bringTogether();
  return {
    get commits() {
      return commits;
    },
    async step() {
      await world.clock.advance(random(3) * 500);
      await (random(12) === 0 ? (others[random(others.length)] ?? act)() : act());
    },
    handsPlayed: () => table().hand?.no ?? 0,
    state: () => folded,
  };
}

/** Numbers from 0 below `limit`, the same for the same seed (mulberry32). */
function createRandom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * limit);
  };
}
