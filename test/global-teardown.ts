export default async function tearDown(): Promise<void> {
  const { stopTestRedis } = globalThis as { stopTestRedis?: () => Promise<void> };
  await stopTestRedis?.();
}
