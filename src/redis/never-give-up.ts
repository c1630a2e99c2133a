import type { Redis } from "ioredis";
import { eachDuplicate } from "./each-duplicate.ts";

const AGAIN_AFTER_MS = 200;

/**
 * ioredis gives a connection up for good when sentinels tell of a failover at the very moment in which it connects. It
 * and all that is duplicated from it connect again unless somebody closed them.
 */
export function neverGiveUp(redis: Redis): void {
  const [disconnect, quit] = [redis.disconnect.bind(redis), redis.quit.bind(redis)];
  let isClosed = false;
  redis.disconnect = (reconnect = false) => {
    isClosed ||= !reconnect;
    disconnect(reconnect);
  };
  redis.quit = () => {
    isClosed = true;
    return quit();
  };
  eachDuplicate(redis, neverGiveUp);
  const connectAgain = (): void => {
    if (isClosed) return;
    // It ends again then, and comes here again.
    redis.connect().catch(() => undefined);
  };
  redis.on("end", () => {
    if (!isClosed) setTimeout(connectAgain, AGAIN_AFTER_MS);
  });
}
