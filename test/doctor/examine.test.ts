import { spawn } from "node:child_process";
import { once } from "node:events";
import type { RequestListener } from "node:http";
import { createServer } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { startRedis } from "../../src/demo/redis.ts";
import { USUAL_WAITS } from "../../src/doctor/examine.ts";
import { keysIn } from "../redis-for-tests.ts";
import { ADMIN_TOKEN, type House, openHouse, WEBHOOK_SECRET } from "../scenarios/house.ts";
import { until } from "../scenarios/until.ts";
import { answerAsRedis } from "./answer-as-redis.ts";
import { createStrangers, type Environment, environmentOf, findings, fixes } from "./examination.ts";

let house: House;
const { serve, serveHttp, close } = createStrangers();
beforeAll(async () => {
  house = await openHouse();
  await until("all is well", async () => (await house.admin("/health")).body["status"] === "ok");
});
afterEach(close);
afterAll(() => house.close());

const environment = (changes?: Environment) => environmentOf(house, changes);

describe("the doctor", () => {
  it("finds nothing to fix where all is well", async () => {
    const found = await until("it finds nothing to fix", async () => {
      const all = await findings(environment(), house.url());
      return all.every(({ weight }) => weight !== "fix") && all;
    });
    expect(found.filter(({ weight }) => weight === "look").map(({ what }) => what)).toEqual([
      expect.stringContaining("HMS_API_URL is http://127.0.0.1"),
      expect.stringContaining("is not https"),
    ]);
    expect(found.map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Redis \d+\.\d+\.\d+ writes in /),
        "Redis never evicts",
        "Redis keeps an append-only file",
        "Redis' clock is right by this machine's",
        "100ms takes the key",
        "100ms' clock is right by this machine's",
        "webhooks with secret 1 of WEBHOOK_SECRETS get through",
        "webhooks with secret 2 of WEBHOOK_SECRETS get through",
        "webhooks without a secret are refused",
        "the running Croupier is well",
      ]),
    );
  });

  it("leaves nothing in any room, and says what it did not look at", async () => {
    const keys = async () => (await keysIn(house.redis, `${house.prefix}:{*`)).toSorted();
    const before = await keys();
    const found = await findings(environment());
    expect(await keys()).toEqual(before);
    expect(found.at(-1)).toMatchObject({ weight: "look", what: "the webhook's way was not tried" });
  });

  it("names every variable that is missing or wrong", async () => {
    expect(await fixes({ PORT: "many" })).toEqual([
      "PORT must be a whole number",
      "REDIS_URL is required",
      "HMS_APP_ACCESS_KEY is required",
      "HMS_APP_SECRET is required",
      "WEBHOOK_SECRETS is required",
      "ADMIN_TOKEN is required",
    ]);
  });

  it("tells how a % is written in the password of Redis", async () => {
    expect(await fixes(environment({ REDIS_URL: "redis://me:p%zz@127.0.0.1" }))).toEqual([
      "REDIS_URL has a % that stands for no character: write %25 for a % in a user or password",
    ]);
  });

  it("knows examples and secrets that are used twice", async () => {
    const example = "example-webhook-secret-replace-me";
    const found = await fixes(
      environment({ NODE_ENV: "test", WEBHOOK_SECRETS: example, ADMIN_TOKEN: example, TABLE_SEED: "s" }),
    );
    expect(found).toEqual([
      "ADMIN_TOKEN is the value of .env.example",
      "WEBHOOK_SECRETS is the value of .env.example",
      "ADMIN_TOKEN is one of WEBHOOK_SECRETS",
      "TABLE_SEED is set: whoever knows it knows every card",
    ]);
  });
});

describe("the doctor, of Redis,", () => {
  it("says when nobody is there", async () => {
    const found = await fixes(environment({ REDIS_URL: "redis://127.0.0.1:9" }), null, {
      ...USUAL_WAITS,
      redisMs: 200,
    });
    expect(found).toEqual(["Redis does not answer at REDIS_URL"]);
  });

  it("says when it refuses the password, or the number of the database", async () => {
    const redis = await startRedis({ env: process.env, say: () => undefined, password: "right" });
    const at = (user: string, path: string) =>
      environment({ REDIS_URL: `redis://${user}127.0.0.1:${redis.port}${path}` });
    const waits = { ...USUAL_WAITS, redisMs: 400 };
    try {
      expect(await fixes(at(":wrong@", ""), null, waits)).toEqual([
        expect.stringMatching(/^Redis refuses the connection: WRONGPASS/),
      ]);
      expect(await fixes(at("", ""), null, waits)).toEqual([
        expect.stringMatching(/^Redis refuses the connection: NOAUTH/),
      ]);
      expect(await fixes(at(":right@", "/99"), null, waits)).toEqual([
        "Redis refuses the connection: ERR DB index is out of range",
      ]);
      expect(await fixes(at(":right@", "/15"))).toEqual([]);
    } finally {
      await redis.stop();
    }
  });

  it("says when it loses games, or takes none", async () => {
    const redis = await startRedis({ env: process.env, say: () => undefined });
    const other = await openHouse({ processes: [], redisUrl: redis.url });
    try {
      const env = environment({ REDIS_URL: redis.url });
      await other.redis.config("SET", "maxmemory-policy", "allkeys-lru");
      await other.redis.config("SET", "appendonly", "no");
      await other.redis.config("SET", "save", "");
      expect(await fixes(env)).toEqual([
        "Redis may evict games (maxmemory-policy allkeys-lru)",
        "Redis keeps nothing on disk: a restart loses every game",
      ]);
      await other.redis.config("SET", "save", "3600 1");
      await other.redis.config("SET", "maxmemory-policy", "noeviction");
      await other.redis.config("SET", "maxmemory", "1mb");
      expect(await fixes(env)).toEqual([
        "Redis takes no writes",
        "Redis writes snapshots only: a crash loses minutes",
      ]);
    } finally {
      await other.close();
      await redis.stop();
    }
  });

  it("says when it is too old, of another time, or a Cluster of which one node is named", async () => {
    const info =
      "redis_version:5.0.14\r\naof_enabled:1\r\nmaxmemory_policy:noeviction\r\ncluster_enabled:1\r\n";
    const port = await serve(createServer((socket) => answerAsRedis(socket, { info, aheadMs: -60_000 })));
    expect(await fixes(environment({ REDIS_URL: `redis://127.0.0.1:${port}` }))).toEqual([
      "Redis 5.0.14 is too old",
      "Redis is a Cluster, and REDIS_URL names one node",
      expect.stringMatching(/^Redis' clock is -(59|60)\d{3} ms off this machine's$/),
    ]);
  });
});

describe("the doctor, of the webhook's way,", () => {
  it.each<[string, RequestListener, string[]]>([
    [
      "something else that says yes to all",
      (_req, res) => void res.end("<html>"),
      ["get through: .* answers 200", "get through", "answers 200 to a webhook without a secret"],
    ],
    [
      "a redirect",
      (_req, res) => void res.writeHead(308, { location: "https://elsewhere.example" }).end(),
      ["answers 308", "answers 308", "answers 308 to a webhook without a secret"],
    ],
    ["a proxy without a Croupier", (_req, res) => void res.writeHead(503).end(), ["503", "503", "503"]],
  ])("knows %s", async (_what, listener, expected) => {
    const found = await fixes(environment(), await serveHttp(listener));
    expect(found.slice(0, expected.length)).toEqual(
      expected.map((part) => expect.stringMatching(new RegExp(part))),
    );
  });

  it("says when the running Croupier has other secrets, or one takes the header away", async () => {
    const found = await fixes(environment({ WEBHOOK_SECRETS: "a secret of tomorrow" }), house.url());
    expect(found).toEqual([expect.stringMatching(/^webhooks with secret 1 .* answers 401$/)]);
  });

  it("says when nobody listens", async () => {
    expect(await fixes(environment(), "http://127.0.0.1:9")).toEqual([
      "http://127.0.0.1:9/webhooks/100ms cannot be reached: ECONNREFUSED",
    ]);
  });

  it("says when the answer comes too late for 100ms", async () => {
    const url = await serveHttp((_req, res) => void setTimeout(() => res.end(), 4000));
    expect(await fixes(environment(), url, { ...USUAL_WAITS, webhookMs: 400 })).toEqual([
      expect.stringMatching(/cannot be reached: UND_ERR_HEADERS_TIMEOUT$/),
    ]);
  });

  it("passes on what the running Croupier complains of", async () => {
    const web = await openHouse({ processes: [{ ROLE: "web" }] });
    try {
      const env = environment({ REDIS_PREFIX: web.prefix });
      expect(await fixes(env, web.url())).toEqual([
        "the running Croupier is degraded: no worker is attached: nothing is delivered",
      ]);
    } finally {
      await web.close();
    }
  });
});

describe("npm run doctor", () => {
  async function run(args: readonly string[], env: Environment) {
    const child = spawn(process.execPath, ["--import", "tsx", "src/doctor.ts", ...args], {
      env: { PATH: process.env.PATH, ...env },
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
    const [code] = (await once(child, "close")) as [number];
    return { code, text };
  }

  it("ends with 0 when there is nothing to fix, and tells no secret", async () => {
    const { text } = await until("it ends with 0", async () => {
      const ended = await run(["--url", house.url()], environment());
      return ended.code === 0 && ended;
    });
    expect(text).toMatch(/\n\d+ ok, 2 to look at, 0 to fix\n$/);
    for (const secret of [WEBHOOK_SECRET, ADMIN_TOKEN, house.emulator.appSecret])
      expect(text).not.toContain(secret);
  });

  it("ends with 1 when there is, and with 2 when it is not understood", async () => {
    expect(await run([], {})).toMatchObject({
      code: 1,
      text: expect.stringContaining("FIX   REDIS_URL is required"),
    });
    expect((await run(["--url", "croupier.example"], {})).code).toBe(2);
    expect((await run(["--env", "nowhere"], {})).code).toBe(2);
  });
});
