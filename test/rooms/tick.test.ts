import { beforeEach, describe, expect, it } from "@jest/globals";
import type { PlayerId } from "../../src/game/game.ts";
import type { AnyGame } from "../../src/rooms/room-state.ts";
import { tick } from "../../src/rooms/tick.ts";
import { joined, notification, playerId, ROOM } from "../fakes/facts.ts";
import { highestNumber } from "../fakes/highest-number.ts";
import { createShell, createWorld, type Shell, type World } from "../fakes/shell.ts";
import { ROUND_MS } from "./room-in-test.ts";

let world: World;
let shell: Shell;
beforeEach(async () => {
  world = createWorld();
  shell = createShell(world);
  await shell.rooms.notify(notification(joined("ann-1")));
});

const pick = (number: number, id = `pick-${number}`) =>
  shell.rooms.command({ roomId: ROOM, player: playerId("ann"), id, body: { type: "pick", number } });
const stored = () => world.redis.store.load(ROOM);
const winner = async () =>
  (JSON.parse((await stored())?.state ?? "") as { game: { winner: { number: number } | null } }).game.winner;

const picks = async () =>
  (JSON.parse((await stored())?.state ?? "") as { game: { picks: { player: string }[] } }).game.picks.map(
    ({ player }) => player,
  );

const HOUSE_PLAYER = "house:dealer" as PlayerId;
let houseDueAtMs: number;

type HighState = ReturnType<typeof highestNumber.create>;

/** The house picks a number a second after somebody did; it is never among the players of the room. */
function shellWithHouse(command: unknown): Shell {
  houseDueAtMs = world.clock.nowMs() + 1000;
  const game = {
    ...highestNumber,
    decide: (state: HighState, input: never, facts: never) =>
      highestNumber.decide({ ...state, players: [...state.players, HOUSE_PLAYER] }, input, facts),
    privateView: () => ({ player: HOUSE_PLAYER, number: null }),
    house: {
      turn: ({ round, picks: made }: HighState) =>
        made.length === 1 ? { id: `house-${round}`, player: HOUSE_PLAYER, dueAtMs: houseDueAtMs } : null,
      choose: () => command,
    },
  };
  return createShell(world, { game: game as unknown as AnyGame });
}

describe("a tick", () => {
  it("remembers the deadline that it carried out, not the one that it came for", async () => {
    const game = {
      ...highestNumber,
      deadline: ({ picks: made }: HighState) => ({
        id: `after-${made.length}`,
        dueAtMs: 0,
        command: { type: "draw" },
      }),
    } as unknown as AnyGame;
    const late = createShell(world, { game });
    await late.rooms.notify(notification(joined("bob-1")));
    await pick(7);
    const { commit } = world.redis.store;
    let isFirst = true;
    const store: typeof world.redis.store = {
      ...world.redis.store,
      async commit(write) {
        if (isFirst) {
          isFirst = false;
          const body = { type: "pick", number: 3 };
          await createShell(world).rooms.command({
            roomId: ROOM,
            player: playerId("bob"),
            id: "pick-bob",
            body,
          });
        }
        return await commit(write);
      },
    };
    await tick({ ...late.deps, store }, ROOM);
    const seen = [...(world.redis.data.rooms.get(ROOM)?.seen.keys() ?? [])];
    expect(seen.filter((id) => id.startsWith("after-"))).not.toContain("after-1");
  });

  it("carries the deadline out when it has passed", async () => {
    await pick(7);
    await world.clock.advance(ROUND_MS);
    await tick(shell.deps, ROOM);
    expect(await winner()).toEqual({ player: "ann", number: 7 });
    expect(world.redis.data.due.size).toBe(0);
    expect(shell.deadlines).toContain(world.clock.nowMs());
  });

  it("that comes early puts the room back at its place in the index", async () => {
    await pick(7);
    const dueAtMs = world.clock.nowMs() + ROUND_MS;
    const version = (await stored())?.version;
    world.redis.data.due.set(ROOM, world.clock.nowMs());
    await world.redis.indexes.claimDue(world.clock.nowMs(), 2000);
    await tick(shell.deps, ROOM);
    expect(world.redis.data.due.get(ROOM)).toBe(dueAtMs);
    expect(await stored()).toMatchObject({ version });
    await world.clock.advance(ROUND_MS);
    await tick(shell.deps, ROOM);
    expect(await winner()).not.toBeNull();
  });

  it("too early, by a clock that is set back, strikes again when the time has come", async () => {
    await pick(7);
    const dueAtMs = world.clock.nowMs() + ROUND_MS;
    await tick({ ...shell.deps, nowMs: () => dueAtMs - 1 }, ROOM);
    expect(await winner()).toBeNull();
    await world.clock.advance(ROUND_MS);
    await tick(shell.deps, ROOM);
    expect(await winner()).not.toBeNull();
  });

  it("plays the turn of a player of the game's own when it is due, before the deadline", async () => {
    const house = shellWithHouse({ type: "pick", number: 50 });
    await pick(7);
    expect(world.redis.data.due.get(ROOM)).toBe(world.clock.nowMs() + ROUND_MS);
    await tick(house.deps, ROOM);
    expect(await picks()).toEqual(["ann"]);
    expect(world.redis.data.due.get(ROOM)).toBe(houseDueAtMs);
    await world.clock.advance(ROUND_MS);
    await tick(house.deps, ROOM);
    expect(await picks()).toEqual(["ann", HOUSE_PLAYER]);
    await tick(house.deps, ROOM);
    expect(await winner()).toEqual({ player: HOUSE_PLAYER, number: 50 });
  });

  it("plays such a turn once, whoever else plays it", async () => {
    const workers = [1, 2, 3].map((number) => shellWithHouse({ type: "pick", number }));
    await pick(7);
    await world.clock.advance(1000);
    const version = (await stored())?.version ?? 0;
    await Promise.all(workers.map(({ deps }) => tick(deps, ROOM)));
    expect(await stored()).toMatchObject({ version: version + 1 });
  });

  it("goes on with the clock when such a turn comes to nothing", async () => {
    const house = shellWithHouse({ type: "reveal" });
    await pick(7);
    await world.clock.advance(ROUND_MS);
    await tick(house.deps, ROOM);
    expect(await winner()).toEqual({ player: "ann", number: 7 });
  });

  it("for a deadline that is gone takes the room off the index", async () => {
    world.redis.data.due.set(ROOM, world.clock.nowMs());
    const version = (await stored())?.version;
    await tick(shell.deps, ROOM);
    expect(world.redis.data.due.size).toBe(0);
    expect(await stored()).toMatchObject({ version });
  });

  it("of several workers at once has one effect", async () => {
    await pick(7);
    await world.clock.advance(ROUND_MS);
    const workers = [shell, createShell(world), createShell(world)];
    const version = (await stored())?.version ?? 0;
    await Promise.all(workers.map(({ deps }) => tick(deps, ROOM)));
    expect(await stored()).toMatchObject({ version: version + 1 });
  });

  it("that comes again after a lost reply has no second effect", async () => {
    await pick(7);
    await world.clock.advance(ROUND_MS);
    const { store } = world.redis;
    const lossy = {
      ...store,
      commit: async (commit: Parameters<typeof store.commit>[0]) => {
        await store.commit(commit);
        throw new Error("the reply was lost");
      },
    };
    await expect(tick({ ...shell.deps, store: lossy }, ROOM)).rejects.toThrow("lost");
    const version = (await stored())?.version;
    await tick(shell.deps, ROOM);
    expect(await stored()).toMatchObject({ version });
  });

  it("of a worker that looked long ago does not strike the next deadline", async () => {
    await pick(7);
    const old = createShell(world);
    await tick(old.deps, ROOM);
    await world.clock.advance(ROUND_MS);
    await tick(shell.deps, ROOM);
    await pick(8);
    await tick(old.deps, ROOM);
    expect(await winner()).toEqual({ player: "ann", number: 7 });
    expect(world.redis.data.due.get(ROOM)).toBe(world.clock.nowMs() + ROUND_MS);
  });

  it("of a room that nobody knows does nothing", async () => {
    const unknown = "room-9" as typeof ROOM;
    await tick(shell.deps, unknown);
    expect(await world.redis.store.load(unknown)).toBeNull();
  });
});
