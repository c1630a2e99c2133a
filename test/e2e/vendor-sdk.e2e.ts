import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Browser } from "playwright-core";
import { createManagementToken } from "../../src/100ms/management-token.ts";
import { type Emulator, startEmulator } from "../../src/emulator/emulator.ts";
import { startReceiver } from "../emulator/receiver.ts";
import { until } from "../scenarios/until.ts";
import { openBrowser } from "./browser.ts";
import { type PageServer, servePage } from "./page-server.ts";
import { openSdkPage, type SdkPage } from "./sdk-page.ts";

const PATIENCE_MS = 20_000;

let browser: Browser;
let store: PageServer;
let react: PageServer;
let emulator: Emulator;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let alice: SdkPage;
let bob: SdkPage;

beforeAll(async () => {
  [browser, store, react] = await Promise.all([
    openBrowser(),
    servePage("store-page.ts"),
    servePage("react-page.tsx"),
  ]);
});

afterAll(async () => {
  await Promise.all([browser.close(), store.stop(), react.stop()]);
});

/** Alice with hms-video-store, Bob with react-sdk. */
beforeEach(async () => {
  receiver = await startReceiver();
  emulator = await startEmulator({
    webhook: { url: receiver.url, headers: {} },
    reconnectGraceMs: 1500,
    sessionCloseDelayMs: 0,
  });
  alice = await openSdkPage(browser, emulator, store.url);
  await alice.join("lounge", { userId: "alice" });
  bob = await openSdkPage(browser, emulator, react.url);
  await bob.join("lounge", { userId: "bob", role: "host" });
});

afterEach(async () => {
  const errors = [...alice.errors, ...bob.errors];
  await Promise.all([alice.page.context().close(), bob.page.context().close()]);
  await Promise.all([emulator.stop(), receiver.stop()]);
  expect(errors).toEqual([]);
});

const inRoom = async (page: SdkPage) =>
  (await page.peers()).map(({ name, roleName }) => `${name}: ${roleName}`).sort();

async function eventually(what: string, condition: () => Promise<boolean>): Promise<void> {
  await until(what, condition, PATIENCE_MS);
}

const idOf = (userId: string) =>
  emulator.webhooks
    .list({ roomId: "lounge" })
    .map(({ event }) => event.data as { user_id?: string; peer_id?: string })
    .find(({ user_id }) => user_id === userId)?.peer_id ?? "";

async function post(call: string, body: object): Promise<void> {
  const token = await createManagementToken({ ...emulator, now: Date.now }).current();
  const answer = await fetch(`${emulator.apiUrl}/active-rooms/lounge/${call}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
}

const send = (body: object) => post("send-message", { type: "custom_event", ...body });

const leaves = () =>
  receiver.hooks
    .filter(({ body }) => body.type === "peer.leave.success")
    .map(({ body }) => [body.data.user_id, body.data.reason]);

describe("100ms' own SDKs", () => {
  it("see each other, by the role that the policy gives them", async () => {
    const both = ["alice: player", "bob: host"];
    await eventually("Alice sees Bob", async () => (await alice.peers()).length === 2);
    expect(await inRoom(alice)).toEqual(both);
    expect(await inRoom(bob)).toEqual(both);
    expect(await bob.page.locator("li").allTextContents()).toEqual(expect.arrayContaining(["alice", "bob"]));
    await emulator.webhooks.settled();
    expect(receiver.types()).toEqual(["session.open.success", "peer.join.success", "peer.join.success"]);
  });

  it("get a server's messages for one, a role or all by onNotification, without a sender", async () => {
    await send({ message: '{"for":"alice"}', peer_id: idOf("alice") });
    await send({ message: '{"for":"hosts"}', role: "host" });
    await send({ message: '{"for":"all"}' });
    await eventually("both were told", async () =>
      [await alice.messages(), await bob.messages()].every(({ length }) => length === 2),
    );
    const told = (message: string) => ({ message, type: "custom_event", sender: null });
    expect(await alice.messages()).toEqual([told('{"for":"alice"}'), told('{"for":"all"}')]);
    expect(await bob.messages()).toEqual([told('{"for":"hosts"}'), told('{"for":"all"}')]);
  });

  it("tell each other's messages apart by their sender", async () => {
    await eventually("they know each other", async () => (await alice.peers()).length === 2);
    await alice.say("forged");
    await alice.say("psst", idOf("bob"));
    await eventually("Bob was told", async () => (await bob.messages()).length === 2);
    const sender = idOf("alice");
    expect(await bob.messages()).toEqual([
      { message: "forged", type: "custom_event", sender },
      { message: "psst", type: "custom_event", sender },
    ]);
  });

  it("survive a cut socket as the same peers, and miss what was said meanwhile", async () => {
    const id = idOf("alice");
    expect(emulator.cut("lounge", id, { forMs: 300 })).toBe(true);
    await send({ message: "lost", peer_id: id });
    await eventually("Alice is back", async () => (await alice.notices()).includes("RECONNECTED"));
    await send({ message: "heard", peer_id: id });
    await eventually("Alice hears again", async () => (await alice.messages()).length > 0);
    expect((await alice.messages()).map(({ message }) => message)).toEqual(["heard"]);
    expect(await inRoom(alice)).toHaveLength(2);
    await emulator.webhooks.settled();
    expect(leaves()).toEqual([]);
  });

  it("leave at once when asked to, and after the grace when the page is gone", async () => {
    await alice.leave();
    await eventually("Bob sees her leave", async () => (await bob.peers()).length === 1);
    await emulator.webhooks.settled();
    expect(leaves()).toEqual([["alice", "client request"]]);
    emulator.cut("lounge", idOf("bob"), { forMs: 60_000 });
    await eventually("Bob's leave", () => Promise.resolve(leaves().length === 2));
    expect(leaves()[1]).toEqual(["bob", "websocket closed"]);
  });

  it("are told when a host removes them, a server does, or the room ends", async () => {
    const carol = await openSdkPage(browser, emulator, store.url);
    await carol.join("lounge", { userId: "carol" });
    await eventually("Bob knows all", async () => (await bob.peers()).length === 3);
    await bob.remove(idOf("alice"), "too loud");
    await eventually("Alice is out", async () => (await alice.notices()).includes("REMOVED_FROM_ROOM"));
    await post("remove-peers", { peer_id: idOf("carol"), reason: "too late" });
    // So the SDK calls every removal that names nobody.
    await eventually("Carol is out", async () => (await carol.notices()).includes("ROOM_ENDED"));
    emulator.endRoom("lounge", "closing time");
    await eventually("Bob is out", async () => (await bob.notices()).includes("ROOM_ENDED"));
    expect(await bob.roomState()).not.toBe("Connected");
    await emulator.webhooks.settled();
    expect(leaves()).toEqual([
      ["alice", "peer kicked"],
      ["carol", "peer kicked"],
      ["bob", "peer kicked"],
    ]);
    await carol.page.context().close();
  });

  it("are refused with an expired token", async () => {
    const eve = await openSdkPage(browser, emulator, store.url);
    const authToken = await emulator.authToken({
      roomId: "lounge",
      userId: "eve",
      role: "player",
      expiresInSeconds: -60,
    });
    const refusal = await eve.page.evaluate(
      (joining) => window.peer?.actions.join(joining).then(String, (error: { code: number }) => error.code),
      { authToken, userName: "eve", initEndpoint: `${emulator.origin}/?https://local` },
    );
    expect(refusal).toBe(401);
    await eve.page.context().close();
  });
});
