import type { Redis } from "ioredis";

/** What Redis has used of the processor, its background work not included, µs. */
export async function redisCpuMicros(redis: Redis): Promise<number> {
  const info = await redis.info("cpu");
  const seconds = (name: string): number => Number(new RegExp(`^${name}:([\\d.]+)`, "m").exec(info)![1]);
  return (seconds("used_cpu_user") + seconds("used_cpu_sys")) * 1e6;
}
