import { describe, expect, it } from "@jest/globals";
import { createFaults } from "../../src/emulator/faults.ts";
import { setUp } from "./fixture.ts";

const SEND = "/active-rooms/lounge/send-message";
const hello = { message: "hello", type: "custom_event" };

describe("faults of the API", () => {
  it("answer the next calls with a status and headers, then no more", async () => {
    const { emulator, api } = await setUp();
    const alice = await emulator.join("lounge", { userId: "alice" });
    emulator.faults.set({
      rest: [
        {
          endpoint: "send-message",
          effect: "answer",
          status: 429,
          headers: { "retry-after": "7" },
          body: { message: "slow down" },
          times: 2,
        },
      ],
    });
    const answers = [];
    for (let call = 0; call < 3; call += 1) answers.push(await api("POST", SEND, hello));
    expect(answers.map(({ status }) => status)).toEqual([429, 429, 200]);
    expect(answers[0]?.headers.get("retry-after")).toBe("7");
    expect(answers[0]?.body).toEqual({ message: "slow down" });
    expect(alice.received).toHaveLength(1);
  });

  it("strike one room or endpoint only, until they are cleared", async () => {
    const { emulator, api } = await setUp();
    await emulator.join("lounge", { userId: "alice" });
    await emulator.join("bar", { userId: "alice" });
    emulator.faults.set({
      rest: [{ endpoint: "any", effect: "answer", status: 500, roomId: "lounge" }],
    });
    const statuses = async () => [
      (await api("POST", SEND, hello)).status,
      (await api("GET", "/active-rooms/lounge")).status,
      (await api("GET", "/active-rooms/bar")).status,
    ];
    expect(await statuses()).toEqual([500, 500, 200]);
    emulator.faults.clear();
    expect(await statuses()).toEqual([200, 200, 200]);
  });

  it("break the connection before or after the effect", async () => {
    const { emulator, api } = await setUp();
    const alice = await emulator.join("lounge", { userId: "alice" });
    const rule = { endpoint: "send-message", effect: "reset", times: 1 } as const;
    emulator.faults.set({ rest: [{ ...rule, when: "before" }] });
    await expect(api("POST", SEND, hello)).rejects.toThrow("fetch failed");
    expect(alice.received).toHaveLength(0);
    emulator.faults.set({ rest: [{ ...rule, when: "after" }] });
    await expect(api("POST", SEND, hello)).rejects.toThrow("fetch failed");
    expect(alice.received).toHaveLength(1);
    expect(emulator.sentMessages).toHaveLength(1);
  });

  it("delay an answer", async () => {
    const { emulator, api } = await setUp();
    await emulator.join("lounge", { userId: "alice" });
    emulator.faults.set({ rest: [{ endpoint: "get-room", effect: "delay", delayMs: 80 }] });
    const before = performance.now();
    expect(await api("GET", "/active-rooms/lounge")).toMatchObject({ status: 200 });
    expect(performance.now() - before).toBeGreaterThan(75);
  });
});

describe("faults of webhooks", () => {
  it("drop", async () => {
    const { emulator, receiver } = await setUp();
    emulator.faults.set({ webhooks: [{ effect: "drop", type: "peer.join.success" }] });
    await emulator.join("lounge", { userId: "alice" });
    await emulator.webhooks.settled();
    expect(receiver.types()).toEqual(["session.open.success"]);
    expect(emulator.webhooks.list().map(({ state }) => state)).toEqual(["delivered", "dropped"]);
  });

  it("duplicate", async () => {
    const { emulator, receiver } = await setUp();
    emulator.faults.set({ webhooks: [{ effect: "duplicate", copies: 2, type: "peer.join.success" }] });
    await emulator.join("lounge", { userId: "alice" });
    await emulator.webhooks.settled();
    const joins = receiver.hooks.filter(({ body }) => body.type === "peer.join.success");
    expect(joins).toHaveLength(3);
    expect(new Set(joins.map(({ body }) => body.id)).size).toBe(1);
  });

  it("delay, so that later ones overtake", async () => {
    const { emulator, receiver } = await setUp();
    emulator.faults.set({
      webhooks: [{ effect: "delay", delayMs: 50, type: "peer.join.success", times: 1 }],
    });
    const alice = await emulator.join("lounge", { userId: "alice" });
    await emulator.join("lounge", { userId: "bob" });
    alice.leave();
    await emulator.webhooks.settled();
    expect(receiver.hooks.map(({ body }) => [body.type, body.data.user_id])).toEqual([
      ["session.open.success", undefined],
      ["peer.join.success", "bob"],
      ["peer.leave.success", "alice"],
      ["peer.join.success", "alice"],
    ]);
  });

  it("carry a wrong secret, at so many attempts", async () => {
    const { emulator, receiver } = await setUp();
    receiver.answers(({ headers }) => (headers["x-croupier-secret"] === "s3cret" ? 200 : 401));
    emulator.faults.set({ webhooks: [{ effect: "wrongSecret", type: "peer.join.success", times: 2 }] });
    await emulator.join("lounge", { userId: "alice" });
    await emulator.webhooks.settled();
    expect(emulator.webhooks.list()[1]?.attempts.map(({ status }) => status)).toEqual([401, 401, 200]);
  });
});

describe("probabilities", () => {
  const struck = (seed: number) => {
    const faults = createFaults();
    faults.set({ seed, webhooks: [{ effect: "drop", probability: 0.3 }] });
    return Array.from({ length: 1000 }, () => faults.strikeWebhook("lounge", "peer.join.success").drop);
  };

  it("hold, and are the same for the same seed", () => {
    const hits = struck(7).filter(Boolean).length;
    expect(hits).toBeGreaterThan(250);
    expect(hits).toBeLessThan(350);
    expect(struck(7)).toEqual(struck(7));
    expect(struck(7)).not.toEqual(struck(8));
  });

  it("refuse what is malformed", () => {
    const faults = createFaults();
    expect(() => faults.set({ webhooks: [{ effect: "drop", probability: 2 }] })).toThrow();
    expect(() =>
      faults.set({ rest: [{ endpoint: "sendMessage" as never, effect: "delay", delayMs: 1 }] }),
    ).toThrow();
  });
});
