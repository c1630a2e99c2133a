import { describe, expect, it } from "@jest/globals";
import { createWebhookStats } from "../../src/http/webhook-stats.ts";

describe("webhook stats", () => {
  it("count outcomes, refusals by code, and when the last one was taken", () => {
    const stats = createWebhookStats();
    stats.countTaken("accepted", Date.UTC(2026, 0, 1));
    stats.countTaken("duplicate", Date.UTC(2026, 0, 2));
    stats.countRefused("wrong_secret");
    stats.countRefused("wrong_secret");
    stats.countRefused("constructor");
    expect(stats.webhookStats()).toEqual({
      accepted: 1,
      duplicate: 1,
      ignored: 0,
      refused: { wrong_secret: 2, constructor: 1 },
      lastAt: "2026-01-02T00:00:00.000Z",
    });
  });
});
