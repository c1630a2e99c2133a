import { startForked } from "./forked.ts";
import { percentile } from "./median.ts";
import type { Hearing, Platform } from "./platform.ts";
import type { Deed, Group, Played, PlayersOrder, PlayersReport } from "./players-process.ts";

/** People at tables, in a process of their own. */
export interface Players {
  open(opening: Omit<PlayersOrder & { readonly order: "open" }, "order">): Promise<void>;
  /** By the name of the group. */
  play(groups: readonly Group[], seconds: number): Promise<Readonly<Record<string, Played>>>;
  stop(): void;
}

const QUIET_MS = 250;
const MOST_LOOKS = 20;

export function startPlayers(): Players {
  const { ask, stop } = startForked<PlayersOrder, PlayersReport>("./players-process.ts");
  return {
    async open(opening) {
      await ask({ order: "open", ...opening });
    },
    async play(groups, seconds) {
      const report = await ask({ order: "play", groups, seconds });
      if (report.report !== "played") throw new Error("not what was asked");
      for (const [name, { refused }] of Object.entries(report.played))
        if (Object.keys(refused).length > 0) throw new Error(`${name}: refused ${JSON.stringify(refused)}`);
      return report.played;
    },
    stop,
  };
}

/** What 100ms heard, once it has been told of everything that was done. */
export async function untilTold(played: readonly Played[], platform: Platform): Promise<Hearing> {
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    await platform.untilQuiet(QUIET_MS);
    const heard = await platform.tell();
    const newest = newestOf(heard);
    const isTold = ([roomId, seq]: Deed): boolean => (newest.get(roomId) ?? 0) >= seq;
    if (played.every(({ deeds }) => deeds.every(isTold))) return heard;
  }
  throw new Error("nobody was told of something that was done");
}

function newestOf({ arrivals }: Hearing): ReadonlyMap<string, number> {
  const newest = new Map<string, number>();
  for (const [roomId, seq] of arrivals) newest.set(roomId, Math.max(seq, newest.get(roomId) ?? 0));
  return newest;
}

/**
 * From when each action was asked to the last message that tells it. Where a newer one took its place, that one
 * counts: the room was behind.
 */
export function toLastPeerMs({ deeds }: Played, { arrivals }: Hearing): readonly number[] {
  const rooms = new Map<string, (readonly [seq: number, atMs: number])[]>();
  for (const [roomId, seq, atMs] of arrivals) {
    const known = rooms.get(roomId);
    if (known === undefined) rooms.set(roomId, [[seq, atMs]]);
    else known.push([seq, atMs]);
  }
  return deeds.map(([roomId, seq, askedAtMs]) => {
    const told = rooms.get(roomId)?.filter(([version]) => version >= seq) ?? [];
    const first = told[0]?.[0];
    const last = told.findLast(([version]) => version === first);
    if (last === undefined) throw new Error(`nobody was told of ${seq} in ${roomId}`);
    return last[1] - askedAtMs;
  });
}

export function latencies(values: readonly number[]): { readonly p50Ms: number; readonly p99Ms: number } {
  return { p50Ms: percentile(values, 0.5), p99Ms: percentile(values, 0.99) };
}
