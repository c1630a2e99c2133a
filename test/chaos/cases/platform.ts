import { setTimeout as delay } from "node:timers/promises";
import type { ChaosCase } from "../chaos-case.ts";
import { expect } from "../check.ts";
import { finish } from "./finish.ts";
import { seatRooms } from "./seat-rooms.ts";

export const platformFails: ChaosCase = {
  no: 22,
  fault: "100ms answers 500, breaks off before and after accepting, and times out",
  expected: "everything arrives in order; only what it accepted comes twice",
  async run(stage) {
    const house = await stage.house();
    await house.start("croupier");
    await seatRooms(house, [4, 5]);
    house.play();
    const send = { endpoint: "send-message" } as const;
    house.emulator.faults.set({
      seed: 7,
      rest: [
        { ...send, effect: "answer", status: 500, probability: 0.08 },
        { ...send, effect: "reset", when: "before", probability: 0.04 },
        { ...send, effect: "reset", when: "after", probability: 0.04 },
      ],
    });
    await delay(4000);
    const twice = [...house.duplicates().values()].reduce((sum, count) => sum + count, 0);
    // Longer than the time-out of a call, and then without effect.
    house.emulator.faults.set({
      rest: [
        { ...send, roomId: "room-1", effect: "delay", delayMs: 6000, times: 1 },
        { ...send, roomId: "room-1", effect: "reset", when: "before", times: 1 },
      ],
    });
    await delay(6500);
    house.emulator.faults.clear();
    await finish(house, 1500);
    const silenceMs = house.longestSilenceMs();
    expect(silenceMs < 12_000, `silent for ${silenceMs} ms`);
    expect(twice > 0, "no call broke off after it was accepted");
    return { struck: twice * 4 + 2, note: "a call times out after 5 s" };
  },
};

export const throttledAndRefused: ChaosCase = {
  no: 23,
  fault: "429 with Retry-After for one room, 400 for good for a message of another",
  expected: "other rooms are not affected; the refused message is in `dead`, the next ones arrive",
  async run(stage) {
    // When the refused message says whose turn it is, nobody moves until the turn is over.
    const house = await stage.house({ env: { TABLE_TURN_SECONDS: "7", TABLE_TIME_BANK_SECONDS: "0" } });
    await house.start("croupier");
    await seatRooms(house, [4, 5, 4]);
    house.play();
    await delay(500);
    house.emulator.faults.set({
      rest: [
        {
          endpoint: "send-message",
          effect: "answer",
          status: 429,
          headers: { "retry-after": "1" },
          body: { message: "rate limit exceeded" },
          roomId: "room-1",
          times: 3,
        },
        { endpoint: "send-message", effect: "answer", status: 400, roomId: "room-2", times: 1 },
      ],
    });
    await finish(house, 5000);
    const { dead } = await house.stored("room-2");
    expect(dead.length === 1 && dead[0]?.includes("400") === true, `${dead.length} dead messages`);
    for (const roomId of ["room-1", "room-3"])
      expect((await house.stored(roomId)).dead.length === 0, `a message of ${roomId} is dead`);
    const otherMs = house.longestSilenceMs("room-3");
    expect(otherMs < 1500, `another room was silent for ${otherMs} ms`);
    return { struck: 4, note: `another room was silent for ${(otherMs / 1000).toFixed(1)} s at most` };
  },
};
