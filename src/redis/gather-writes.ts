import type { Redis } from "ioredis";

/** Which is copied instead of being encoded, into a third of the room. */
function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}

/**
 * What is asked of Redis within one turn of the event loop goes out in one write, and is read and answered as one: with
 * many requests under way the system calls are a fair part of what each costs. A lone command waits for nothing but
 * the end of that turn.
 */
export function gatherWrites(redis: Redis): void {
  redis.on("connect", () => {
    const { stream } = redis;
    const write = stream.write.bind(stream) as (data: unknown, encoding?: BufferEncoding) => boolean;
    let isGathering = false;
    const release = (): void => {
      isGathering = false;
      stream.uncork();
    };
    stream.write = (data: string | Uint8Array) => {
      if (!isGathering) {
        isGathering = true;
        stream.cork();
        setImmediate(release);
      }
      return typeof data === "string" && isAscii(data) ? write(data, "latin1") : write(data);
    };
  });
}
