import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { markSchemas } from "../../src/redis/schema-mark.ts";
import { openRedis, type RealRedis } from "./backends.ts";

describe("the mark of the newest schemas", () => {
  let redis: RealRedis;
  beforeEach(async () => {
    redis = await openRedis();
  });
  afterEach(() => redis.close());

  const mark = (schemas: Record<string, number>) =>
    markSchemas(redis.client, `${redis.prefix}:schemas`, new Map(Object.entries(schemas)));

  it("lets the same and newer ones run", async () => {
    await mark({ rooms: 2, poker: 1 });
    await mark({ rooms: 2, poker: 1, blackjack: 1 });
    await mark({ rooms: 3, poker: 2 });
    expect(await redis.client.hgetall(`${redis.prefix}:schemas`)).toEqual({
      rooms: "3",
      poker: "2",
      blackjack: "1",
    });
  });

  it("refuses an older one, which leaves it as it is", async () => {
    await mark({ rooms: 3, poker: 2 });
    await expect(mark({ rooms: 2, poker: 2 })).rejects.toThrow(
      "the state of rooms has schema 3, this one knows 2",
    );
    await expect(mark({ rooms: 3, poker: 1 })).rejects.toThrow("the state of poker has schema 2");
    expect(await redis.client.hgetall(`${redis.prefix}:schemas`)).toEqual({ rooms: "3", poker: "2" });
  });
});
