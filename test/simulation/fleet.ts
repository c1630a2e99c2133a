import { type ProcessDeps, type Role, type SimProcess, startProcess } from "./sim-process.ts";
import type { World } from "./world.ts";

/** The processes of the service; who crashes is started anew. */
export interface Fleet {
  serving(): readonly SimProcess[];
  /** One that is alive; undefined when none is. */
  some(): SimProcess | undefined;
  /** Lets workers look for jobs. */
  poke(): void;
  /** Every connection to Redis broke. */
  reconnect(): void;
}

const FLEETS: readonly (readonly Role[])[] = [
  ["all"],
  ["all", "all"],
  ["all", "all"],
  ["web", "worker", "worker"],
  ["all", "all", "all"],
];

export function createFleet(deps: ProcessDeps): Fleet {
  const { world } = deps;
  const { scheduler, luck } = world;
  let processes: readonly SimProcess[] = [];

  const start = (role: Role): void => {
    const started = startProcess(deps, role, clockOffset(world));
    processes = [...processes, started];
    started.onCrash(() => {
      processes = processes.filter((other) => other !== started);
      scheduler.resume(luck.pick([50, 500, 6000]) * luck.between(0.5, 1), null, () => start(role));
    });
  };
  for (const role of luck.pick(FLEETS)) scheduler.resume(luck.between(0, 300), null, () => start(role));
  return {
    serving: () => processes.filter(({ role }) => role !== "worker"),
    some: () => (processes.length === 0 ? undefined : luck.pick(processes)),
    poke() {
      if (world.redis.lanes.waiting().length === 0) return;
      for (const { worker } of processes) worker?.poke();
    },
    reconnect() {
      for (const { reconnect } of processes) reconnect();
    },
  };
}

// Hosts agree about the time to some ms, where clocks are no subject of the life.
function clockOffset({ luck, weather }: World): number {
  return weather.clockJump === 0 ? luck.between(-5, 5) : luck.between(-1500, 1500);
}
