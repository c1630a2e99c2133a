import { Redis } from "ioredis";

export const PASSWORD = "the-password-of-redis";

/** Set when it runs, since whoever waits for its start asks without one. */
export async function protect(url: string): Promise<void> {
  const client = new Redis(url);
  try {
    await client.config("SET", "masterauth", PASSWORD);
    await client.config("SET", "requirepass", PASSWORD);
  } finally {
    client.disconnect();
  }
}
