import { setTimeout as delay } from "node:timers/promises";
import { startRedis } from "../src/demo/redis.ts";
import { buildCroupier, startCroupier } from "./croupier-process.ts";
import { openConnection } from "./keep-alive.ts";
import { openRooms } from "./rooms-in-play.ts";

export interface MemoryRow {
  readonly name: string;
  readonly rssMb: number;
}

/** What the service may take when it has nothing to do. */
export const MOST_IDLE_MB = 120;
const IDLE_MS = 10_000;
const SETTLE_MS = 3_000;
const ROOMS = 1_000;
const CONNECTIONS = 16;

/** Resident memory of the whole service (HTTP and worker in one process): idle, and with rooms in which a hand is played. */
export async function benchMemory(): Promise<MemoryRow[]> {
  buildCroupier();
  const redis = await startRedis({ env: process.env, say: console.error });
  const croupier = await startCroupier({ redisUrl: redis.url, role: "all" });
  try {
    await delay(IDLE_MS);
    const idle = await croupier.rssBytes();
    await playIn(croupier.port);
    await delay(SETTLE_MS);
    const busy = await croupier.rssBytes();
    return [
      { name: `idle for ${IDLE_MS / 1000} s`, rssMb: inMb(idle) },
      { name: `with ${ROOMS} rooms of six players`, rssMb: inMb(busy) },
    ];
  } finally {
    await croupier.stop();
    await redis.stop();
  }
}

async function playIn(port: number): Promise<void> {
  const connections = Array.from({ length: CONNECTIONS }, () => openConnection(port));
  await openRooms(connections, ROOMS);
  for (const connection of connections) connection.close();
}

function inMb(bytes: number): number {
  return bytes / 1_000_000;
}
