import { z } from "zod";
import type { KnownProcess, ProcessReport } from "../rooms/health.ts";
import type { RedisClient } from "./connection.ts";
import { timeScript } from "./scripts.ts";
import { available } from "./unavailable.ts";

/** Where every process says how it is, so that each can tell of all. */
export interface ProcessBoard {
  post(report: ProcessReport): Promise<void>;
  /** The other processes' last words. */
  others(): Promise<readonly KnownProcess[]>;
  /** Of a process that stops in good order. */
  withdraw(): Promise<void>;
}

const FORGET_AFTER_MS = 10 * 60_000;

const instant = z.string().nullable();
const timeReply = z.tuple([z.coerce.number(), z.coerce.number()]);

/** A process of another version may speak otherwise: then it is not heard. */
const noteSchema = z.object({
  atMs: z.number(),
  report: z.object({
    role: z.enum(["all", "web", "worker"]),
    pid: z.number(),
    version: z.string(),
    recent: z.object({
      commitsPerSecond: z.number(),
      commitsFailed: z.number(),
      calls: z.number(),
      callsFailed: z.number(),
    }),
    eventLoopDelayMs: z.number(),
    platform: z.object({
      lastSuccessAt: instant,
      lastError: z.object({ at: instant, message: z.string(), status: z.number().nullable() }).nullable(),
      roomsWaiting: z.number(),
    }),
    sweep: z.object({ sinceMs: z.number().nullable(), lateMs: z.number().nullable() }).nullable(),
  }),
});

/** One hash; times are Redis' own, since processes' clocks may differ. */
export function createProcessBoard(
  redis: RedisClient,
  { key, id }: { key: string; id: string },
): ProcessBoard {
  const timeMs = async (): Promise<number> => {
    const [seconds, micros] = timeReply.parse(await available(timeScript(redis, [key], [])));
    return seconds * 1000 + Math.floor(micros / 1000);
  };
  return {
    async post(report) {
      const note = { atMs: await timeMs(), report };
      await available(redis.hset(key, id, JSON.stringify(note)));
    },
    async others() {
      const [nowMs, notes] = await Promise.all([timeMs(), available(redis.hgetall(key))]);
      const known = Object.entries(notes).flatMap(([process, json]) => {
        const note = noteSchema.safeParse(parse(json));
        return note.success && process !== id ? [{ process, ...note.data }] : [];
      });
      const forgotten = known.filter(({ atMs }) => nowMs - atMs > FORGET_AFTER_MS);
      if (forgotten.length > 0) await available(redis.hdel(key, ...forgotten.map(({ process }) => process)));
      return known
        .filter((one) => !forgotten.includes(one))
        .map(({ atMs, report }) => ({ ...report, silentMs: Math.max(0, nowMs - atMs) }));
    },
    async withdraw() {
      await available(redis.hdel(key, id));
    },
  };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
