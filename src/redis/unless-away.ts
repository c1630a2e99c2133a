import type { RedisClient } from "./connection.ts";

const LOOK_EVERY_MS = 250;
const LOOKS_IN_VAIN = 5;

/**
 * Waits for what may have to wait for Redis, and gives it up (false) when Redis does not answer for 1.5 s: what waits for
 * a connection, as BullMQ does to close its own, would wait for as long as Redis is away.
 */
export async function unlessAway(
  redis: Pick<RedisClient, "ping">,
  task: Promise<void>,
  every: (ms: number, task: () => void) => () => void,
): Promise<boolean> {
  let stopLooking = (): void => undefined;
  // Looks are counted, not the time: a process that stood still has not looked.
  const away = new Promise<boolean>((resolve) => {
    let inVain = 0;
    stopLooking = every(LOOK_EVERY_MS, () => {
      inVain += 1;
      if (inVain > LOOKS_IN_VAIN) resolve(false);
      redis.ping().then(
        () => (inVain = 0),
        () => undefined,
      );
    });
  });
  try {
    return await Promise.race([task.then(() => true), away]);
  } finally {
    stopLooking();
  }
}
