import type { Life } from "./life.ts";

/** What many lives amount to. */
export interface Report {
  readonly startedAtMs: number;
  rooms: number;
  lives: number;
  steps: number;
  virtualMs: number;
  commits: number;
  commands: number;
  hands: number;
  messages: number;
  texts: number;
  readonly faults: Map<string, number>;
  readonly failures: Life[];
}

export function emptyReport(): Report {
  return {
    startedAtMs: performance.now(),
    rooms: 0,
    lives: 0,
    steps: 0,
    virtualMs: 0,
    commits: 0,
    commands: 0,
    hands: 0,
    messages: 0,
    texts: 0,
    faults: new Map(),
    failures: [],
  };
}

export function addLife(report: Report, life: Life): void {
  report.lives += 1;
  report.rooms += life.rooms;
  report.steps += life.steps;
  report.virtualMs += life.virtualMs;
  report.commits += life.commits;
  report.commands += life.commands;
  report.hands += life.hands;
  report.messages += life.messages;
  report.texts += life.texts;
  for (const fault of life.faults.length === 0 ? ["none"] : life.faults)
    report.faults.set(fault, (report.faults.get(fault) ?? 0) + 1);
  if (life.violation !== null) report.failures.push(life);
}

/** One life in a line, and how to have it again. */
export function lineOf(life: Life, flags = ""): string {
  const { seed, violation, rooms, steps, hands, messages, fingerprint } = life;
  if (violation === null)
    return `seed ${seed}: ${rooms} rooms, ${steps} steps, ${hands} hands, ${messages} messages, fingerprint ${fingerprint}`;
  return [
    `seed ${seed} FAILED: ${violation}`,
    `  faults: ${life.faults.join(", ") || "none"}`,
    `  again: npm run simulate -- --seed ${seed}${flags} --verbose`,
  ].join("\n");
}

/** The figures; the last line says how many rooms lived and how many lives failed. */
export function tell(report: Report, print: (line: string) => void): void {
  const seconds = (performance.now() - report.startedAtMs) / 1000;
  const faults = [...report.faults].sort(([, a], [, b]) => b - a).map(([name, count]) => `${name} ${count}`);
  print(`faults by life: ${faults.join(", ")}`);
  print(
    `${report.steps} steps, ${report.commits} commits, ${report.commands} commands, ${report.hands} hands`,
  );
  print(`${report.messages} messages received, ${report.texts} texts looked through`);
  print(`${(report.virtualMs / 3_600_000).toFixed(1)} hours in ${seconds.toFixed(1)} s`);
  print(`${(report.rooms / seconds).toFixed(1)} rooms a second`);
  print(`${report.rooms} rooms lived, ${report.failures.length} failed`);
}
