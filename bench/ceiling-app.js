/**
 * What an accepted command costs at least: Express 5 reads JSON and runs one EVALSHA that checks a version, stores a
 * state and appends an event. It validates nothing, decides nothing and remembers nothing. Plain JavaScript, so that
 * no loader is measured.
 */
import express from "express";
import { Redis } from "ioredis";

const COMMIT = `
local v = redis.call('HGET', KEYS[1], 'v') or '0'
if v ~= ARGV[1] then return {0, v} end
local n = redis.call('HINCRBY', KEYS[1], 'v', 1)
redis.call('HSET', KEYS[1], 's', ARGV[2])
redis.call('XADD', KEYS[2], 'MAXLEN', '~', 1000, '*', 'e', ARGV[3])
return {1, n}`;

const STATE = JSON.stringify({
  hand: 17,
  street: "turn",
  board: ["As", "Kd", "7c", "2h"],
  pot: 1234,
  seats: Array.from({ length: 9 }, (_, seat) => ({
    seat,
    peer: `peer-${String(seat).padStart(24, "0")}`,
    user: `user-${seat}`,
    stack: 10000 - seat * 37,
    bet: seat * 10,
    folded: seat % 3 === 0,
    cards: ["4s", "5d"],
    last: { a: "call", amt: 20, at: 1700000000000 + seat },
    tag: "x".repeat(110),
  })),
});

/** Serves on any free port and tells it on standard output. */
export async function openCeiling(redisUrl, onStored) {
  const commit = await openCommits(redisUrl);
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  app.use(express.json({ limit: "64kb" }));
  app.post("/w", async (req, res) => {
    const v = await commit(req.body);
    res.json({ ok: true, v });
    onStored?.(req.body.data, v);
  });
  const server = app.listen(0, "127.0.0.1", () => {
    console.log(JSON.stringify({ port: server.address().port }));
  });
}

async function openCommits(redisUrl) {
  const redis = new Redis(redisUrl);
  const sha = await redis.script("LOAD", COMMIT);
  const versions = new Map();
  // One connection keeps its order, so the version that is expected is always the right one.
  return async ({ data }) => {
    const version = versions.get(data.room_id) ?? 0;
    versions.set(data.room_id, version + 1);
    const keys = [`{r:${data.room_id}}:s`, `{r:${data.room_id}}:log`];
    const args = [String(version), STATE, JSON.stringify(data)];
    const [isStored, stored] = await redis.evalsha(sha, 2, ...keys, ...args);
    if (isStored !== 1) throw new Error("conflict");
    return stored;
  };
}
