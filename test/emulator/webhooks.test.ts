import { describe, expect, it } from "@jest/globals";
import { readWebhook } from "../../src/100ms/webhook.ts";
import { setUp } from "./fixture.ts";

describe("webhooks", () => {
  it("tell a session from its first join to its last leave, readable and in order", async () => {
    const { emulator, receiver } = await setUp();
    const alice = await emulator.join("lounge", { userId: "alice", name: "Alice", sessionId: "s1" });
    const bob = await emulator.join("lounge", { userId: "bob" });
    alice.leave();
    bob.leave("websocket closed");
    expect(bob.leave()).toBe(false);
    await emulator.webhooks.settled();
    expect(receiver.types()).toEqual([
      "session.open.success",
      "peer.join.success",
      "peer.join.success",
      "peer.leave.success",
      "peer.leave.success",
      "session.close.success",
    ]);
    for (const { body, headers } of receiver.hooks) {
      expect(headers).toMatchObject({ "x-croupier-secret": "s3cret", "content-type": "application/json" });
      expect(body).toMatchObject({ version: "2.0", data: { room_id: "lounge", session_id: "s1" } });
      expect(body).not.toHaveProperty("is_replay");
      expect(readWebhook(body)).toMatchObject({ outcome: "notification", notification: { id: body.id } });
    }
    expect(receiver.hooks[1]?.body.data).toMatchObject({
      peer_id: alice.peerId,
      user_id: "alice",
      user_name: "Alice",
      role: "player",
      type: "regular",
    });
    expect(receiver.hooks[4]?.body.data).toMatchObject({ user_id: "bob", reason: "websocket closed" });
    expect(new Set(receiver.hooks.map(({ body }) => body.id)).size).toBe(6);
  });

  it("tell the end of a room", async () => {
    const { emulator, receiver } = await setUp();
    await emulator.join("lounge", { userId: "alice" });
    expect(emulator.endRoom("lounge", "late")).toBe(true);
    expect(emulator.endRoom("lounge", "late")).toBe(false);
    await emulator.webhooks.settled();
    expect(receiver.types().slice(2)).toEqual([
      "room.end.success",
      "peer.leave.success",
      "session.close.success",
    ]);
    expect(receiver.hooks[2]?.body.data).toMatchObject({ reason: "late", lock_room: false });
  });

  it("keep a session open for a peer that comes back in time", async () => {
    const { emulator, receiver } = await setUp({ sessionCloseDelayMs: 60_000 });
    const alice = await emulator.join("lounge", { userId: "alice" });
    alice.leave();
    await emulator.join("lounge", { userId: "alice" });
    await emulator.webhooks.settled();
    expect(receiver.types()).not.toContain("session.close.success");
    expect(new Set(receiver.hooks.map(({ body }) => body.data.session_id)).size).toBe(1);
  });

  it("tell a reload as a join and then a leave", async () => {
    const { emulator, receiver } = await setUp();
    const alice = await emulator.join("lounge", { userId: "alice", name: "Alice", role: "host" });
    const again = await alice.reload();
    expect(again).toMatchObject({ userId: "alice" });
    await emulator.webhooks.settled();
    expect(receiver.hooks.slice(2).map(({ body }) => [body.type, body.data.peer_id, body.data.role])).toEqual(
      [
        ["peer.join.success", again.peerId, "host"],
        ["peer.leave.success", alice.peerId, "host"],
      ],
    );
    const third = await again.reload({ peerId: "third", oldLeavesAfterMs: 60_000 });
    expect(third.peerId).toBe("third");
    expect(again.leave()).toBe(true);
  });
});

describe("retries", () => {
  it("come after each delay until the answer is 200", async () => {
    const { emulator, receiver } = await setUp();
    let calls = 0;
    receiver.answers(({ body }) => (body.type === "peer.join.success" && (calls += 1) < 3 ? 503 : 200));
    await emulator.join("lounge", { userId: "alice" });
    await emulator.webhooks.settled();
    expect(receiver.types().filter((type) => type === "peer.join.success")).toHaveLength(3);
    const [, join] = emulator.webhooks.list();
    expect(join).toMatchObject({ state: "delivered" });
    expect(join?.attempts.map(({ status }) => status)).toEqual([503, 503, 200]);
  });

  it("are three; then the webhook is listed as failed and can be replayed", async () => {
    const { emulator, receiver, api } = await setUp();
    receiver.answers(({ body }) => (body.is_replay ? 200 : 500));
    await emulator.join("lounge", { userId: "alice" });
    await emulator.join("bar", { userId: "bob" });
    await emulator.webhooks.settled();
    expect(receiver.hooks).toHaveLength(16);
    const failed = await api("GET", "/analytics/webhooks?status=failed&room_id=lounge&limit=1&page=2");
    expect(failed).toMatchObject({
      status: 200,
      body: {
        events: [{ payload: { original_event_name: "peer.join.success" }, room_id: "lounge" }],
        pagination: { current_page: 2, page_size: 1, total_pages: 2, total_items: 2, has_next: false },
      },
    });
    expect(
      await api("GET", "/analytics/webhooks?status=failed&start_time=2999-01-01T00:00:00Z"),
    ).toMatchObject({
      body: { pagination: { total_items: 0 } },
    });
    expect(await api("GET", "/analytics/webhooks?status=failed&end_time=2021-01-01T00:00:00Z")).toMatchObject(
      {
        body: { pagination: { total_items: 0 } },
      },
    );
    expect(await api("GET", "/analytics/webhooks?status=failed&start_time=soon")).toMatchObject({
      status: 400,
    });

    const { body } = await api("POST", "/analytics/webhooks/replay", { room_id: "lounge" });
    expect(body).toMatchObject({ status: "started", filters: { room_id: "lounge" } });
    await emulator.webhooks.settled();
    const replayed = receiver.hooks.slice(16).map((hook) => hook.body);
    expect(replayed).toMatchObject([
      { type: "session.open.success", is_replay: true },
      { type: "peer.join.success", is_replay: true },
    ]);
    expect(replayed[1]?.id).toBe(emulator.webhooks.list({ roomId: "lounge" })[1]?.id);
    const left = await api("GET", "/analytics/webhooks?status=failed");
    expect(left).toMatchObject({ body: { pagination: { total_items: 2 } } });
    expect(await api("POST", "/analytics/webhooks/replay", { room_id: 7 })).toMatchObject({ status: 400 });
  });

  it("wait as long as they are told, and end with the emulator", async () => {
    const { emulator, receiver } = await setUp({ retryDelaysMs: [1000, 3000, 10_000] });
    receiver.answers(() => 500);
    const before = performance.now();
    await emulator.join("lounge", { userId: "alice" });
    await receiver.received(4);
    expect(performance.now() - before).toBeGreaterThan(990);
    await emulator.stop();
    expect(emulator.webhooks.list().map(({ state }) => state)).toEqual(["sending", "sending"]);
  });
});
