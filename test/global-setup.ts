import { findRedis } from "../src/demo/redis.ts";

/**
 * One Redis for the whole run. That of TEST_REDIS_URL, when set, else one of its own; never that of REDIS_URL,
 * which may be somebody's production.
 */
export default async function setUp(): Promise<void> {
  const { REDIS_URL: _, TEST_REDIS_URL, ...env } = process.env;
  const redis = await findRedis({
    env: TEST_REDIS_URL === undefined ? env : { ...env, REDIS_URL: TEST_REDIS_URL },
    say: (line) => console.log(line),
  });
  process.env.TEST_REDIS_URL = redis.url;
  Object.assign(globalThis, { stopTestRedis: redis.stop });
}
