import type { Redis } from "ioredis";

/**
 * What is asked of Redis within one turn of the event loop goes out in one write, and is read and answered as one: with
 * many requests under way the system calls are a fair part of what each costs. A lone command waits for nothing but
 * the end of that turn.
 */
export function gatherWrites(redis: Redis): void {
  redis.on("connect", () => {
    const { stream } = redis;
    const write = stream.write.bind(stream) as (...args: readonly unknown[]) => boolean;
    let isGathering = false;
    const release = (): void => {
      isGathering = false;
      stream.uncork();
    };
    stream.write = (...args: readonly unknown[]) => {
      if (!isGathering) {
        isGathering = true;
        stream.cork();
        setImmediate(release);
      }
      return write(...args);
    };
  });
}
