import { systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { LaneQueues } from "./queues/lanes.ts";
import { createHeadcount } from "./rooms/headcount.ts";
import type { Meter } from "./rooms/meter.ts";
import type { RoomIndexes, RoomRecords } from "./rooms/ports.ts";
import { createRecent, type Recent } from "./rooms/recent.ts";
import { orNull, readQueues, readRooms } from "./service-reading.ts";
import { createMetrics, type Metrics } from "./telemetry/metrics.ts";
import { readVersion } from "./version.ts";

export interface Measuring {
  readonly metrics: Metrics;
  /** Counts for the metrics and for what health knows of the last seconds. */
  readonly meter: Meter;
  readonly recent: Recent;
}

interface Shared {
  readonly lanes: LaneQueues;
  readonly indexes: RoomIndexes;
  readonly records: RoomRecords;
}

export function createMeasuring(config: Config, shared: Shared): Measuring {
  const metrics = createServiceMetrics(config, shared);
  const recent = createRecent(systemClock.monotonicMs);
  return { metrics, recent, meter: bothMeters(metrics.meter, recent.meter) };
}

function createServiceMetrics(config: Config, shared: Shared): Metrics {
  const headcount = createHeadcount({ ...shared, ...systemClock, roles: config });
  return createMetrics({
    version: readVersion(),
    role: config.role,
    async read() {
      const around = { ...shared, clock: systemClock };
      const [queues, rooms, players] = await Promise.all([
        orNull(readQueues(around)),
        orNull(readRooms(around)),
        orNull(headcount()),
      ]);
      return { queues, rooms, players };
    },
  });
}

function bothMeters(meter: Meter, recent: Recent["meter"]): Meter {
  return {
    ...meter,
    committed(end, ms) {
      meter.committed(end, ms);
      recent.committed(end, ms);
    },
    called(call, end, ms) {
      meter.called(call, end, ms);
      recent.called(call, end, ms);
    },
  };
}
