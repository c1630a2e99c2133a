import { randomBytes } from "node:crypto";

/** The one Redis of this jest run, started by global-setup.ts. Everybody keeps to a prefix of their own: never FLUSHALL. */
export function testRedisUrl(): string {
  const url = process.env.TEST_REDIS_URL;
  if (url === undefined) throw new Error("TEST_REDIS_URL is unset: jest runs test/global-setup.ts first");
  return url;
}

/** A REDIS_PREFIX that nothing else uses. */
export function freshPrefix(): string {
  return `test-${randomBytes(6).toString("hex")}`;
}
