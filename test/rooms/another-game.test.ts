import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { SignJWT } from "jose";
import { type App, createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { forgetKeys } from "../../src/demo/redis.ts";
import { onlyGame } from "../../src/games.ts";
import { highestNumber } from "../fakes/highest-number.ts";
import { type MessageSink, openMessageSink, type Taken } from "../fakes/message-sink.ts";
import { createTestLog } from "../fakes/test-log.ts";
import { freshPrefix, testRedisUrl } from "../redis-for-tests.ts";
import { createHttp, type HttpAnswer } from "../scenarios/http.ts";
import { until } from "../scenarios/until.ts";

const SECRET = "the webhooks' secret here";
const APP_SECRET = "the secret of a 100ms app";
const ROOM = "room-of-numbers";
const ROUND_MS = 1000;

const prefix = freshPrefix();
const http = createHttp();
const log = createTestLog();
let sink: MessageSink;
let app: App;
let url: string;

beforeAll(async () => {
  sink = await openMessageSink();
  const reading = readConfig({
    PORT: "0",
    HOST: "127.0.0.1",
    REDIS_URL: testRedisUrl(),
    REDIS_PREFIX: prefix,
    HMS_API_URL: sink.apiUrl,
    HMS_APP_ACCESS_KEY: "an access key",
    HMS_APP_SECRET: APP_SECRET,
    WEBHOOK_SECRETS: SECRET,
    ADMIN_TOKEN: "the operator's token here",
    PLAYER_ROLES: "player",
  });
  if (!reading.ok) throw new Error(reading.faults.join("; "));
  app = createApp(reading.config, log, onlyGame(highestNumber, { roundMs: ROUND_MS }));
  url = `http://127.0.0.1:${(await app.start()).port}`;
});
afterAll(async () => {
  await app.stop();
  await sink.close();
  await http.close();
  await forgetKeys(testRedisUrl(), prefix);
});

async function join(peerId: string, role = "player"): Promise<void> {
  const userId = peerId.split("-")[0];
  const answer = await http(`${url}/webhooks/100ms`, {
    method: "POST",
    headers: { "x-croupier-secret": SECRET },
    body: {
      version: "2.0",
      id: `join-${peerId}`,
      account_id: "account",
      timestamp: "2030-01-01T00:00:02Z",
      type: "peer.join.success",
      data: {
        room_id: ROOM,
        session_id: "session",
        peer_id: peerId,
        user_id: userId,
        user_name: userId,
        role,
        joined_at: "2030-01-01T00:00:01.000000001Z",
      },
    },
  });
  expect(answer).toMatchObject({ status: 200, body: { outcome: "accepted" } });
}

async function ask(user: string, path: string, body?: unknown): Promise<HttpAnswer> {
  const token = await new SignJWT({
    access_key: "an access key",
    type: "app",
    version: 2,
    room_id: ROOM,
    user_id: user,
    role: "player",
  })
    .setProtectedHeader({ alg: "HS256" })
    .setExpirationTime("1h")
    .sign(new TextEncoder().encode(APP_SECRET));
  const method = body === undefined ? "GET" : "POST";
  return await http(`${url}/v1/rooms/${ROOM}/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    body,
  });
}

const id = (no: number): string => `00000000-0000-4000-8000-00000000000${no}`;
const pick = (user: string, number: number, no: number): Promise<HttpAnswer> =>
  ask(user, "commands", { id: id(no), type: "pick", number });

interface Told {
  readonly kind: string;
  readonly seq: number;
  readonly game: string;
  readonly you?: unknown;
  readonly events?: readonly { readonly type: string }[];
  readonly table?: { readonly winner: unknown };
}
const told = ({ body }: Taken): Told => JSON.parse(body.message) as Told;
const toldTo = (peerId: string | undefined, kind: string): Promise<Taken> =>
  until(`${peerId ?? "the room"} is told ${kind}`, () =>
    sink.taken.find((one) => one.body.peer_id === peerId && told(one).kind === kind),
  );

describe("a game that is not poker", () => {
  it("is played through the whole service, its secrets told to their players alone", async () => {
    for (const peerId of ["ann-1", "ann-2", "bob-1"]) await join(peerId);
    await join("gus-1", "guest");
    expect(told(await toldTo("gus-1", "welcome"))).toMatchObject({ game: "highest-number", you: null });
    expect(told(await toldTo("ann-2", "welcome"))).toMatchObject({ you: { player: "ann", number: null } });

    const picked = await pick("ann", 73, 1);
    expect(picked).toMatchObject({
      status: 200,
      body: { table: { round: 1, picked: ["ann"], winner: null }, you: { player: "ann", number: 73 } },
    });
    expect(await pick("ann", 73, 1)).toMatchObject({ status: 200, body: picked.body });
    expect(await pick("ann", 74, 2)).toMatchObject({ status: 409, body: { code: "already_picked" } });
    expect(await pick("ann", 101, 3)).toMatchObject({
      status: 400,
      body: { code: "malformed", faults: [{ path: "number" }] },
    });
    expect(await pick("gus", 9, 4)).toMatchObject({ status: 409, body: { code: "already_picked" } });
    expect(await pick("bob", 91, 5)).toMatchObject({ status: 200 });
    expect(await ask("bob", "table")).toMatchObject({ body: { you: { player: "bob", number: 91 } } });
    expect(await ask("gus", "table")).toMatchObject({
      body: { table: { picked: ["ann", "bob"] }, you: null },
    });

    const revealed = await until("the clock reveals the winner", () =>
      sink.taken.find((one) => told(one).events?.some(({ type }) => type === "Revealed")),
    );
    expect(told(revealed).table).toMatchObject({ round: 2, winner: { player: "bob", number: 91 } });
    expect(await ask("gus", "table")).toMatchObject({ body: { table: { winner: { player: "bob" } } } });

    for (const secret of ["73", "91"]) {
      const before = sink.taken.slice(0, sink.taken.indexOf(revealed));
      const readers = before.filter(({ body }) => body.message.includes(`"number":${secret}`));
      const owner = secret === "73" ? ["ann-1", "ann-2"] : ["bob-1"];
      expect(readers.map(({ body }) => body.peer_id ?? "everybody").sort()).toEqual(owner);
    }
  });

  it("tells everybody in order, in messages of 100ms' form", () => {
    const tables = sink.taken.filter(({ body }) => body.peer_id === undefined).map((one) => told(one).seq);
    expect(tables).toEqual([...new Set(tables)].sort((a, b) => a - b));
    for (const { path, token, body } of sink.taken) {
      expect(path).toBe(`/v2/active-rooms/${ROOM}/send-message`);
      expect(token).toMatch(/^Bearer \w/);
      expect(body.type).toBe("custom_event");
      expect(body.role).toBeUndefined();
    }
    expect(log.lines.filter(({ level }) => level === "error")).toEqual([]);
  });
});
