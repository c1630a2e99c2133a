import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type House, openHouse } from "./house.ts";
import { callOrCheck, dealt } from "./play.ts";
import { until } from "./until.ts";

describe("100ms does not answer one call for longer than a lease lasts", () => {
  let house: House;
  beforeAll(async () => {
    const processes = [{ ROLE: "all" }, { ROLE: "worker" }];
    house = await openHouse({ processes, env: { TABLE_NEXT_HAND_SECONDS: "600" } });
  });
  afterAll(() => house.close());

  it("holds this room's messages back, and no other's, until it gives the call up and tries again", async () => {
    const [slow, quick] = [house.room("slow"), house.room("quick")];
    const players = [await slow.join("alice"), await slow.join("bob")];
    await slow.settled();
    let { table } = await dealt(players[0]!, 2);
    await slow.settled();
    const told = slow.sent().length;
    house.emulator.faults.set({
      rest: [{ endpoint: "send-message", roomId: "slow", effect: "delay", delayMs: 5500, times: 1 }],
    });
    const startedAtMs = Date.now();
    let version = 0;
    for (let times = 0; times < 4; times += 1) ({ table, version } = await callOrCheck(players, table));
    await quick.join("carol");
    await quick.settled();
    expect(quick.sent().length).toBeGreaterThan(0);
    expect(slow.sent()).toHaveLength(told);

    await until("the slow room is caught up", () => players[0]!.received("table").at(-1)?.seq === version);
    expect(Date.now() - startedAtMs).toBeGreaterThanOrEqual(4900);
    await slow.settled();
    const seqs = players[0]!.peer.received.map(({ message }) => JSON.parse(message).seq as number);
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
    const bodies = slow.sent().map(({ body }) => body);
    expect(bodies).toHaveLength(new Set(bodies).size);
  });
});
