import type { Profiler } from "node:inspector";

interface Question {
  readonly profile: Profiler.Profile;
  /** Samples before it are left out; on the monotonic clock that all processes of a machine share. */
  readonly fromMicros: number;
  readonly isMeant: (url: string) => boolean;
}

/** What of a process' work is done in or below the modules that are meant; what it collects as garbage is left out. */
export function shareBelow({ profile, fromMicros, isMeant }: Question): number {
  const meant = nodesBelow(profile.nodes, isMeant);
  const idle = nodesNamed(profile.nodes, ["(idle)", "(garbage collector)"]);
  let nowMicros = profile.startTime;
  let all = 0;
  let below = 0;
  for (const [at, id] of (profile.samples ?? []).entries()) {
    const micros = profile.timeDeltas?.[at] ?? 0;
    nowMicros += micros;
    if (nowMicros < fromMicros || idle.has(id)) continue;
    all += micros;
    if (meant.has(id)) below += micros;
  }
  if (all === 0) throw new Error("the profile has no sample of that time");
  return below / all;
}

// Parents come before their children.
function nodesBelow(
  nodes: readonly Profiler.ProfileNode[],
  isMeant: (url: string) => boolean,
): ReadonlySet<number> {
  const below = new Set<number>();
  for (const { id, callFrame, children = [] } of nodes) {
    if (isMeant(callFrame.url)) below.add(id);
    if (below.has(id)) for (const child of children) below.add(child);
  }
  return below;
}

function nodesNamed(nodes: readonly Profiler.ProfileNode[], names: readonly string[]): ReadonlySet<number> {
  return new Set(nodes.flatMap(({ id, callFrame }) => (names.includes(callFrame.functionName) ? [id] : [])));
}
