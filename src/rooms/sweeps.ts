import type { Sweep } from "./sweep.ts";

/** Several sweeps as one, each of rooms of its own: one that waits for its part of the store keeps no other waiting. */
export function manySweeps(sweeps: readonly Sweep[]): Sweep {
  const every = (task: (sweep: Sweep) => void): void => sweeps.forEach(task);
  return {
    start: (onBehind) => every((sweep) => sweep.start(onBehind)),
    expect: (dueAtMs) => every((sweep) => sweep.expect(dueAtMs)),
    stats() {
      const all = sweeps.map((sweep) => sweep.stats());
      const late = all.flatMap(({ lateMs }) => (lateMs === null ? [] : [lateMs]));
      const ended = all.map(({ lastSweepAtMs }) => lastSweepAtMs);
      return {
        lastSweepAtMs: ended.includes(null) ? null : Math.min(...ended.map(Number)),
        lateMs: late.length === 0 ? null : Math.max(...late),
      };
    },
    async stop() {
      await Promise.all(sweeps.map((sweep) => sweep.stop()));
    },
  };
}
