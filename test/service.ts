import { randomUUID } from "node:crypto";
import { Agent, request } from "undici";
import { createApp } from "../src/app.ts";
import { readConfig } from "../src/config.ts";
import { forgetKeys } from "../src/demo/redis.ts";
import { type Emulator, startEmulator } from "../src/emulator/emulator.ts";
import type { JoinedPeer } from "../src/emulator/joined-peer.ts";
import type { Joining } from "../src/emulator/rooms.ts";
import { createLog } from "../src/log.ts";
import type { RedisClient } from "../src/redis/connection.ts";
import { freshPrefix, lookAtRedis, testRedisUrl } from "./redis-for-tests.ts";

export const WEBHOOK_SECRET = "the secret of the webhooks";
export const ADMIN_TOKEN = "the token of the operator";
const HEADER = "x-croupier-secret";

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** The whole of Croupier as main.ts builds it, with a local 100ms and the real Redis; its log, at trace, is kept. */
export interface Service {
  readonly url: string;
  readonly emulator: Emulator;
  readonly redis: RedisClient;
  readonly prefix: string;
  /** Every line. */
  readonly log: readonly string[];
  /** Joins at 100ms; the webhook is on its way then. */
  join(room: string, joining: Joining): Promise<JoinedPeer>;
  ask(path: string, asking?: { headers?: Record<string, string>; body?: string | Buffer }): Promise<Answer>;
  table(peer: JoinedPeer): Promise<Answer>;
  /** Under an id of its own when none is given. */
  command(peer: JoinedPeer, command: object): Promise<Answer>;
  webhook(body: string | Buffer): Promise<Answer>;
  operator(path: string, body?: object): Promise<Answer>;
  close(): Promise<void>;
}

export async function openService(env: Readonly<Record<string, string>> = {}): Promise<Service> {
  const emulator = await startEmulator({ retryDelaysMs: [50, 150, 450], sessionCloseDelayMs: 20 });
  const prefix = freshPrefix();
  const log: string[] = [];
  const config = configOf(emulator, prefix, env);
  const app = createApp(
    config,
    createLog({ level: "trace", destination: { write: (line: string) => void log.push(line) } }),
  );
  const { port } = await app.start();
  const url = `http://127.0.0.1:${port}`;
  emulator.webhooks.pointAt({ url: `${url}/webhooks/100ms`, headers: { [HEADER]: WEBHOOK_SECRET } });
  const redis = lookAtRedis();
  const agent = new Agent();

  const ask: Service["ask"] = async (path, { headers = {}, body } = {}) => {
    const method = body === undefined ? "GET" : "POST";
    const json = { "content-type": "application/json", ...headers };
    const answer = await request(url + path, {
      dispatcher: agent,
      method,
      headers: json,
      body: body ?? null,
    });
    const type = String(answer.headers["content-type"]);
    return { status: answer.statusCode, type, text: await answer.body.text() };
  };
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  return {
    url,
    emulator,
    redis,
    prefix,
    log,
    join: (room, joining) => emulator.join(room, joining),
    ask,
    table: ({ roomId, authToken }) => ask(`/v1/rooms/${roomId}/table`, { headers: bearer(authToken) }),
    command: ({ roomId, authToken }, command) =>
      ask(`/v1/rooms/${roomId}/commands`, {
        headers: bearer(authToken),
        body: JSON.stringify({ id: randomUUID(), ...command }),
      }),
    webhook: (body) => ask("/webhooks/100ms", { headers: { [HEADER]: WEBHOOK_SECRET }, body }),
    operator: (path, body) =>
      ask(`/admin${path}`, {
        headers: bearer(ADMIN_TOKEN),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    async close() {
      await app.stop();
      await emulator.stop();
      await agent.close();
      await forgetKeys(testRedisUrl(), prefix);
      await redis.quit();
    },
  };
}

function configOf(emulator: Emulator, prefix: string, env: Readonly<Record<string, string>>) {
  const reading = readConfig({
    PORT: "0",
    HOST: "127.0.0.1",
    REDIS_URL: testRedisUrl(),
    REDIS_PREFIX: prefix,
    HMS_API_URL: emulator.apiUrl,
    HMS_APP_ACCESS_KEY: emulator.accessKey,
    HMS_APP_SECRET: emulator.appSecret,
    WEBHOOK_SECRETS: WEBHOOK_SECRET,
    ADMIN_TOKEN,
    RATE_LIMIT_PLAYER: "0",
    PLAYER_ROLES: "player",
    TABLE_TURN_SECONDS: "60",
    TABLE_NEXT_HAND_SECONDS: "0.02",
    ...env,
  });
  if (!reading.ok) throw new Error(reading.faults.join("; "));
  return reading.config;
}

/** Waits for a condition and gives what it found. */
export async function until<Found>(
  what: string,
  condition: () => Promise<Found | null | undefined | false> | Found | null | undefined | false,
): Promise<Found> {
  const deadline = performance.now() + 8000;
  for (;;) {
    const found = await condition();
    if (found !== null && found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
