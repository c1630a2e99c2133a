import { Gauge, type Registry } from "prom-client";

/** What is the same whichever process is asked; null for a part that did not answer. */
export interface ServiceReading {
  readonly queues: {
    readonly waiting: number;
    readonly active: number;
    readonly delayed: number;
    readonly failed: number;
    readonly oldestAgeMs: number | null;
    readonly workers: number;
  } | null;
  readonly rooms: {
    readonly active: number;
    readonly handsInPlay: number;
    readonly undelivered: number;
    readonly oldestUndeliveredMs: number | null;
    readonly overdueMs: number | null;
  } | null;
  readonly players: number | null;
}

/** Null is shown as no sample at all: an alert on absence is better than a figure that is not true. */
export function createServiceGauges(registry: Registry): { set(reading: ServiceReading): void } {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  const redisUp = gauge("croupier_redis_up", "1 when Redis answered this scrape");
  const laneJobs = new Gauge({
    name: "croupier_lane_jobs",
    help: "Wake-ups of rooms by state; waiting is the depth of the lanes",
    labelNames: ["state"],
    registers: [registry],
  });
  const laneAge = gauge("croupier_lane_oldest_seconds", "How long the oldest wake-up has been waiting");
  const workers = gauge("croupier_workers", "Workers attached to the lanes");
  const rooms = gauge("croupier_rooms_active", "Rooms in which something happened in the last 15 minutes");
  const hands = gauge("croupier_hands_in_play", "Rooms with a clock running: a hand, or the next one soon");
  const undelivered = gauge("croupier_rooms_undelivered", "Rooms with undelivered messages");
  const oldest = gauge("croupier_undelivered_oldest_seconds", "Age of the oldest undelivered message");
  const overdue = gauge(
    "croupier_clock_overdue_seconds",
    "How long the most overdue deadline has been waiting",
  );
  const players = gauge("croupier_players", "People in active rooms whose role may play");
  return {
    set({ queues, rooms: room, players: people }) {
      redisUp.set(queues === null && room === null ? 0 : 1);
      laneJobs.reset();
      for (const state of ["waiting", "active", "delayed", "failed"] as const)
        if (queues !== null) laneJobs.set({ state }, queues[state]);
      show(laneAge, queues && seconds(queues.oldestAgeMs));
      show(workers, queues && queues.workers);
      show(rooms, room && room.active);
      show(hands, room && room.handsInPlay);
      show(undelivered, room && room.undelivered);
      show(oldest, room && seconds(room.oldestUndeliveredMs));
      show(overdue, room && seconds(room.overdueMs));
      show(players, people);
    },
  };
}

function show(gauge: Gauge, value: number | null): void {
  if (value === null) gauge.remove();
  else gauge.set(value);
}

function seconds(ms: number | null): number {
  return Math.max(0, ms ?? 0) / 1000;
}
