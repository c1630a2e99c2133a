import { beforeEach, describe, expect, it } from "@jest/globals";
import { joined, notification } from "../fakes/facts.ts";
import { createShell, createWorld, type Shell, type World } from "../fakes/shell.ts";

let world: World;
beforeEach(() => {
  world = createWorld();
});

describe("a room that several processes write", () => {
  const told = { loads: 0, stale: 0, patches: 0 };
  const watched = (): Shell =>
    createShell({
      ...world,
      redis: {
        ...world.redis,
        store: {
          load(roomId) {
            told.loads += 1;
            return world.redis.store.load(roomId);
          },
          async commit(commit) {
            const result = await world.redis.store.commit(commit);
            if (result.outcome === "stale") told.stale += 1;
            else if ((commit.change?.state.plan.length ?? 0) > 2) told.patches += 1;
            return result;
          },
        },
      },
    });
  let guests = 0;
  const come = async (by: Shell): Promise<void> => {
    guests += 1;
    await by.rooms.notify(notification(joined(`guest${guests}-1`)));
  };
  const during = async (work: () => Promise<void>): Promise<typeof told> => {
    Object.assign(told, { loads: 0, stale: 0, patches: 0 });
    await work();
    return { ...told };
  };

  it("is looked at first by each of them instead of decided on in vain", async () => {
    const [one, other] = [watched(), watched()];
    const meet = async (times: number): Promise<void> => {
      for (let time = 0; time < times; time += 1) {
        await come(one);
        await come(other);
      }
    };
    await meet(4);
    expect(await during(() => meet(10))).toEqual({ loads: 20, stale: 0, patches: 0 });
  });

  it("is taken for known again by the only one that goes on", async () => {
    const [one, other] = [watched(), watched()];
    for (let time = 0; time < 8; time += 1) await come(time % 2 === 0 ? one : other);
    for (let time = 0; time < 6; time += 1) await come(one);
    const alone = async (): Promise<void> => {
      for (let time = 0; time < 10; time += 1) await come(one);
    };
    expect(await during(alone)).toEqual({ loads: 0, stale: 0, patches: 10 });
  });

  it("now and then, as a worker that deals, costs nobody a look", async () => {
    const [web, worker] = [watched(), watched()];
    const evening = async (): Promise<void> => {
      for (let hand = 0; hand < 5; hand += 1) {
        await come(worker);
        for (let act = 0; act < 12; act += 1) await come(web);
      }
    };
    await come(web);
    await evening();
    const { loads, stale } = await during(evening);
    expect(loads).toBeLessThanOrEqual(5);
    expect(stale).toBeLessThanOrEqual(10);
  });
});
