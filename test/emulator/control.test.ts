import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "@jest/globals";
import type { Emulator } from "../../src/emulator/emulator.ts";
import { setUp } from "./fixture.ts";

async function curl({ origin }: Emulator, method: string, path: string, body?: unknown) {
  const response = await fetch(`${origin}/_emulator${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

it("lets other processes join, reload, read messages and leave", async () => {
  const { emulator, api } = await setUp();
  const joined = await curl(emulator, "POST", "/rooms/lounge/peers", { userId: "alice", peerId: "a1" });
  expect(joined).toMatchObject({
    status: 200,
    body: { roomId: "lounge", peerId: "a1", userId: "alice", authToken: expect.stringMatching(/^eyJ/) },
  });
  await api("POST", "/active-rooms/lounge/send-message", { message: "hello", type: "t", peer_id: "a1" });
  expect(await curl(emulator, "GET", "/rooms/lounge/peers/a1/messages")).toMatchObject({
    body: { messages: [{ message: "hello", private: true }] },
  });
  expect(await curl(emulator, "GET", "/messages?room=lounge")).toMatchObject({
    body: { messages: [{ recipients: ["a1"] }] },
  });
  expect(await curl(emulator, "GET", "/messages?room=bar")).toEqual({ status: 200, body: { messages: [] } });
  await curl(emulator, "POST", "/rooms/lounge/peers/a1/reload", { peerId: "a2" });
  expect(await curl(emulator, "GET", "/rooms")).toMatchObject({
    body: { rooms: [{ id: "lounge", peers: [{ peerId: "a2", userId: "alice" }] }] },
  });
  expect(await curl(emulator, "DELETE", "/rooms/lounge/peers/a2?reason=peer%20kicked")).toMatchObject({
    status: 200,
  });
  expect(await curl(emulator, "GET", "/rooms")).toMatchObject({ body: { rooms: [] } });
  await emulator.webhooks.settled();
  const { body } = await curl(emulator, "GET", "/webhooks?room=lounge");
  expect(body.webhooks).toHaveLength(6);
});

it("ends rooms, makes tokens, sets faults and the webhook target", async () => {
  const { emulator, receiver } = await setUp();
  await curl(emulator, "PUT", "/webhook-target", { url: receiver.url, headers: { "x-other": "o" } });
  await emulator.join("lounge", { userId: "alice" });
  expect(await curl(emulator, "POST", "/rooms/lounge/end", { reason: "late", lock: true })).toMatchObject({
    status: 200,
  });
  expect(await curl(emulator, "POST", "/rooms/lounge/end")).toMatchObject({ status: 404 });
  const token = { roomId: "lounge", userId: "alice", role: "player" };
  expect(await curl(emulator, "POST", "/tokens", token)).toMatchObject({
    body: { authToken: expect.stringMatching(/^eyJ/) },
  });
  const fault = { effect: "drop", type: "peer.join.success", times: 3 };
  expect(await curl(emulator, "PUT", "/faults", { webhooks: [fault] })).toMatchObject({
    status: 200,
    body: { webhooks: [{ rule: fault, left: 3 }] },
  });
  expect(await curl(emulator, "DELETE", "/faults")).toEqual({
    status: 200,
    body: { rest: [], webhooks: [], sockets: [] },
  });
  await emulator.webhooks.settled();
  expect(receiver.hooks[0]?.headers).toMatchObject({ "x-other": "o" });
});

it.each([
  ["POST", "/rooms/lounge/peers", {}, 400],
  ["POST", "/rooms/lounge/peers", { userId: "alice", typo: 1 }, 400],
  ["POST", "/rooms/lounge/peers", { userId: "alice", peerId: "here" }, 409],
  ["POST", "/rooms/lounge/peers", { userId: "alice", sessionId: "other" }, 409],
  ["PUT", "/faults", { webhooks: [{ effect: "explode" }] }, 400],
  ["DELETE", "/rooms/lounge/peers/nobody", undefined, 404],
  ["GET", "/rooms/lounge/peers/nobody/messages", undefined, 404],
  ["GET", "/nothing", undefined, 404],
])("answers %s %s %j with %d", async (method, path, body, status) => {
  const { emulator } = await setUp();
  await emulator.join("lounge", { userId: "bob", peerId: "here", sessionId: "s1" });
  expect(await curl(emulator, method, path, body)).toMatchObject({ status, body: { code: status } });
});

it("leaves nothing behind when it stops, whatever is under way", async () => {
  const script = `
    import { startEmulator } from "./src/emulator/emulator.ts";
    const webhook = { url: "http://127.0.0.1:9/", headers: {} };
    const emulator = await startEmulator({ webhook });
    const alice = await emulator.join("lounge", { userId: "alice" });
    await alice.reload({ oldLeavesAfterMs: 60000 });
    emulator.faults.set({ rest: [{ endpoint: "any", effect: "delay", delayMs: 60000 }] });
    // The stop hangs up on it.
    const call = fetch(emulator.apiUrl + "/active-rooms/lounge").catch(() => null);
    const other = await emulator.join("bar", { userId: "bob" });
    other.leave();
    await fetch(emulator.origin + "/_emulator/rooms");
    await Promise.all([emulator.stop(), emulator.stop(), call]);
    console.log("stopped");`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const output: string[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk.toString()));
  const [code] = (await once(child, "exit")) as [number];
  expect({ code, output: output.join("") }).toEqual({ code: 0, output: "stopped\n" });
});
