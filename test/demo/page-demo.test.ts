import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { DemoArguments } from "../../src/demo/arguments.ts";
import { runDemo } from "../../src/demo/run.ts";
import { startEmulator } from "../../src/emulator/emulator.ts";
import { testRedisUrl } from "../redis-for-tests.ts";
import { until } from "../scenarios/until.ts";

const PAGE = new Map([["/", { contentType: "text/html; charset=utf-8", content: "<p>the page</p>" }]]);
const demo: DemoArguments = {
  mode: "page",
  port: 0,
  isReal: false,
  hands: null,
  players: 4,
  variant: "nlhe",
  seed: "test",
  speed: 1,
};

/** Runs the demo until it is told to stop; the page is a line of text. */
function open(change: Partial<DemoArguments> = {}, env: Readonly<Record<string, string>> = {}) {
  const lines: string[] = [];
  const stopping = new AbortController();
  const stage = {
    demo: { ...demo, ...change },
    env: { ...process.env, REDIS_URL: testRedisUrl(), ...env },
    signal: stopping.signal,
    say: (line: string) => void lines.push(line),
  };
  const outcome = runDemo(stage, () => Promise.resolve(PAGE));
  return {
    lines,
    outcome,
    address: () =>
      until(
        "the page is served",
        () => /The table {2}(?<url>http:\S+)/.exec(lines.join("\n"))?.groups?.url,
        15_000,
      ),
    close: async () => {
      stopping.abort();
      return await outcome;
    },
  };
}

async function ask(url: string, body?: object) {
  const headers = { "content-type": "application/json" };
  const asking = body === undefined ? {} : { method: "POST", headers, body: JSON.stringify(body) };
  const response = await fetch(url, asking);
  const text = await response.text();
  return { status: response.status, text, json: () => JSON.parse(text) as Record<string, string> };
}

describe("the demo with its page", () => {
  let url: string;
  const running = open();
  beforeAll(async () => {
    url = await running.address();
  }, 30_000);
  afterAll(async () => {
    expect(await running.close()).toMatchObject({ faults: [] });
  });

  it("serves the page, and nothing else", async () => {
    expect(await ask(`${url}/?as=alice`)).toMatchObject({ status: 200, text: "<p>the page</p>" });
    expect(await ask(`${url}/elsewhere`)).toMatchObject({ status: 404 });
    expect(await ask(`${url}/`, {})).toMatchObject({ status: 404 });
  });

  it("tells the page where it plays, and gives those of the cast a pass to the room", async () => {
    const place = (await ask(`${url}/demo/place`)).json();
    expect(place).toMatchObject({
      roomId: "demo-room",
      initEndpoint: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/\?https:\/\/local$/),
      people: [
        { player: "alice", name: "Alice" },
        { player: "bob" },
        { player: "carol" },
        { player: "dave" },
      ],
    });
    const pass = (await ask(`${url}/demo/pass`, { player: "bob" })).json();
    expect(pass).toMatchObject({ player: "bob", name: "Bob" });
    const table = await fetch(`${place.baseUrl}/v1/rooms/demo-room/table`, {
      headers: { authorization: `Bearer ${pass.token}`, origin: url },
    });
    expect(table.headers.get("access-control-allow-origin")).toBe(url);
    expect([200, 404]).toContain(table.status);
    const init = await fetch(`${place.initEndpoint?.replace("?https://local", "init?peer_id=p-1")}`, {
      headers: { authorization: `Bearer ${pass.token}` },
    });
    expect(init.status).toBe(200);
  });

  it.each([[{ player: "mallory" }], [{ player: 7 }], [{}]])("gives %j none", async (body) => {
    expect(await ask(`${url}/demo/pass`, body)).toMatchObject({ status: 404 });
  });
});

describe("the demo with 100ms itself", () => {
  it("names the variables that are missing", async () => {
    const { outcome } = open(
      { isReal: true },
      { HMS_APP_ACCESS_KEY: "", HMS_APP_SECRET: "s", HMS_ROOM_ID: "" },
    );
    expect((await outcome).faults).toEqual(["--real needs HMS_APP_ACCESS_KEY, HMS_ROOM_ID (docs/demo.md)"]);
  });

  it("plays in the account's room with tokens that 100ms takes, and tells where webhooks go", async () => {
    const account = await startEmulator();
    const { apiUrl, accessKey, appSecret } = account;
    const credentials = { HMS_API_URL: apiUrl, HMS_APP_ACCESS_KEY: accessKey, HMS_APP_SECRET: appSecret };
    const running = open({ isReal: true }, { ...credentials, HMS_ROOM_ID: "room-7", HMS_ROLE: "guest" });
    const url = await running.address();
    const place = (await ask(`${url}/demo/place`)).json();
    expect(place).toMatchObject({ roomId: "room-7", initEndpoint: null });
    const { token } = (await ask(`${url}/demo/pass`, { player: "alice" })).json();
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(`${account.origin}/init?peer_id=p-1`, { headers })).status).toBe(200);
    expect(running.lines.join("\n")).toContain(`${place.baseUrl}/webhooks/100ms`);
    // No webhook reaches this machine: whoever is unknown is asked for.
    await account.join("room-7", { userId: "alice", name: "Alice", role: "guest" });
    await fetch(`${place.baseUrl}/v1/rooms/room-7/hands`, { headers });
    const table = await fetch(`${place.baseUrl}/v1/rooms/room-7/table`, { headers });
    expect(await table.json()).toMatchObject({ you: { player: "alice" } });
    expect(await running.close()).toMatchObject({ faults: [] });
    await account.stop();
  }, 30_000);
});
