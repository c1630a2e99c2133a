import { describe, expect, it } from "@jest/globals";
import { createMetrics } from "../../src/telemetry/metrics.ts";
import type { ServiceReading } from "../../src/telemetry/service-gauges.ts";

const READING: ServiceReading = {
  queues: { waiting: 3, active: 1, delayed: 0, failed: 2, oldestAgeMs: 1500, workers: 2 },
  rooms: { active: 5, handsInPlay: 4, undelivered: 1, oldestUndeliveredMs: 250, overdueMs: null },
  players: 17,
};

function open(read: () => Promise<ServiceReading> = () => Promise.resolve(READING)) {
  const { meter, render } = createMetrics({ read, version: "1.2.3", role: "all" });
  const samples = async () =>
    (await render()).text.split("\n").filter((line) => line.startsWith("croupier_"));
  return { meter, render, samples };
}

describe("the metrics", () => {
  it("count webhooks by outcome", async () => {
    const { meter, samples } = open();
    const webhook = { method: "POST", route: "/webhooks/100ms", ms: 3 };
    meter.answered({ ...webhook, status: 200, outcome: "accepted" });
    meter.answered({ ...webhook, status: 200, outcome: "accepted" });
    meter.answered({ ...webhook, status: 401, outcome: "wrong_secret" });
    expect(await samples()).toEqual(
      expect.arrayContaining([
        'croupier_webhooks_total{outcome="accepted"} 2',
        'croupier_webhooks_total{outcome="wrong_secret"} 1',
        'croupier_webhook_seconds_bucket{le="0.005"} 3',
        "croupier_webhook_seconds_count 3",
      ]),
    );
  });

  it("time commands and count refusals by code", async () => {
    const { meter, samples } = open();
    const command = { method: "POST", route: "/v1/rooms/:roomId/commands" };
    meter.answered({ ...command, status: 200, outcome: "done", ms: 12 });
    meter.answered({ ...command, status: 409, outcome: "stale_turn", ms: 2 });
    meter.answered({ ...command, status: 503, outcome: "unavailable", ms: 2000 });
    meter.answered({ method: "GET", route: "none", status: 404, outcome: "not_found", ms: 1 });
    expect(await samples()).toEqual(
      expect.arrayContaining([
        'croupier_command_seconds_count{result="done"} 1',
        'croupier_command_seconds_count{result="refused"} 1',
        'croupier_command_seconds_count{result="failed"} 1',
        'croupier_command_refusals_total{code="stale_turn"} 1',
        'croupier_command_refusals_total{code="unavailable"} 1',
        'croupier_request_seconds_count{route="none",status="4xx"} 1',
      ]),
    );
  });

  it("count commits, conflicts, hands, deliveries and calls", async () => {
    const { meter, samples } = open();
    meter.committed("changed", 1);
    meter.committed("stale", 1);
    meter.finished(2);
    meter.delivered("you", 40);
    meter.delivered("you", -5);
    meter.buried("table");
    meter.retried("throttled");
    meter.called("send-message", "throttled", 30);
    expect(await samples()).toEqual(
      expect.arrayContaining([
        'croupier_commits_total{end="changed"} 1',
        'croupier_commits_total{end="stale"} 1',
        "croupier_commit_conflicts_total 1",
        "croupier_commit_seconds_count 2",
        "croupier_hands_total 2",
        'croupier_delivery_seconds_count{topic="you"} 2',
        'croupier_delivery_seconds_sum{topic="you"} 0.04',
        'croupier_messages_dead_total{topic="table"} 1',
        'croupier_delivery_retries_total{because="throttled"} 1',
        'croupier_platform_call_seconds_count{call="send-message",end="throttled"} 1',
      ]),
    );
  });

  it("show what all processes share, and Node's own", async () => {
    const { render, samples } = open();
    expect(await samples()).toEqual(
      expect.arrayContaining([
        'croupier_info{version="1.2.3",role="all"} 1',
        "croupier_redis_up 1",
        'croupier_lane_jobs{state="waiting"} 3',
        'croupier_lane_jobs{state="failed"} 2',
        "croupier_lane_oldest_seconds 1.5",
        "croupier_workers 2",
        "croupier_rooms_active 5",
        "croupier_hands_in_play 4",
        "croupier_rooms_undelivered 1",
        "croupier_undelivered_oldest_seconds 0.25",
        "croupier_clock_overdue_seconds 0",
        "croupier_players 17",
      ]),
    );
    const { text, contentType } = await render();
    expect(contentType).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
    expect(text).toMatch(/^process_resident_memory_bytes /m);
  });

  it("show nothing of what did not answer, instead of what was", async () => {
    const readings: ServiceReading[] = [READING, { queues: null, rooms: null, players: null }];
    const { samples } = open(() => Promise.resolve(readings.shift() ?? READING));
    await samples();
    const text = (await samples()).join("\n");
    expect(text).toContain("croupier_redis_up 0");
    expect(text).not.toMatch(/croupier_(lane|workers|rooms|hands_in|undelivered|clock|players)/);
  });

  it("keep to a bounded number of series, whatever a game refuses with", async () => {
    const { meter, samples } = open();
    for (let at = 0; at < 1000; at += 1)
      meter.answered({
        method: "POST",
        route: "/v1/rooms/:roomId/commands",
        status: 409,
        outcome: `reason_${at}`,
        ms: 1,
      });
    const refusals = (await samples()).filter((line) => line.startsWith("croupier_command_refusals_total"));
    expect(refusals).toHaveLength(101);
    expect(refusals).toContain('croupier_command_refusals_total{code="other"} 900');
  });
});
