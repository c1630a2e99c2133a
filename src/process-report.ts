import type { PlatformClient } from "./100ms/client.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { EventLoopWatch } from "./event-loop.ts";
import type { ProcessBoard } from "./redis/process-board.ts";
import type { ProcessReport } from "./rooms/health.ts";
import type { Patience } from "./rooms/patience.ts";
import type { Log } from "./rooms/ports.ts";
import type { RecentFigures } from "./rooms/recent.ts";
import type { Sweep } from "./rooms/sweep.ts";
import { readVersion } from "./version.ts";

interface ReportDeps {
  readonly config: Pick<Config, "role">;
  readonly clock: Clock;
  readonly eventLoop: EventLoopWatch;
  readonly platform: Pick<PlatformClient, "stats">;
  readonly patience: Patience;
  readonly recent: { figures(): RecentFigures };
  readonly sweep: Sweep | null;
}

/** How this process is. */
export function createReporter(deps: ReportDeps): () => ProcessReport {
  const version = readVersion();
  return () => ({
    role: deps.config.role,
    pid: process.pid,
    version,
    recent: deps.recent.figures(),
    eventLoopDelayMs: deps.eventLoop.delayMs(),
    platform: readPlatform(deps),
    sweep: readSweep(deps),
  });
}

function readPlatform({ platform, patience }: ReportDeps): ProcessReport["platform"] {
  const { lastSuccessAtMs, lastError } = platform.stats();
  return {
    lastSuccessAt: timeOrNull(lastSuccessAtMs),
    lastError:
      lastError === null
        ? null
        : { at: timeOrNull(lastError.atMs), message: lastError.message, status: lastError.status },
    roomsWaiting: patience.count(),
  };
}

function readSweep({ sweep, clock }: ReportDeps): ProcessReport["sweep"] {
  if (sweep === null) return null;
  const { lastSweepAtMs, lateMs } = sweep.stats();
  return { sinceMs: lastSweepAtMs === null ? null : Math.max(0, clock.nowMs() - lastSweepAtMs), lateMs };
}

function timeOrNull(unixMs: number | null): string | null {
  return unixMs === null ? null : new Date(unixMs).toISOString();
}

interface Reporting {
  /** Resolves when the first word is said, or could not be. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Says every now and then how this process is; its last words are taken back when it stops in good order. */
export function createReporting(
  board: ProcessBoard,
  report: () => ProcessReport,
  { clock, everyMs, log }: { readonly clock: Clock; readonly everyMs: number; readonly log: Log },
): Reporting {
  let posting: Promise<void> = Promise.resolve();
  let cancel = (): void => undefined;
  const post = async (): Promise<void> => {
    try {
      await board.post(report());
    } catch (error) {
      log.debug({ err: error }, "could not say how this process is");
    }
  };
  const postAgain = (): Promise<void> => (posting = posting.then(post));
  return {
    async start() {
      await postAgain();
      cancel = clock.every(everyMs, () => void postAgain());
    },
    async stop() {
      cancel();
      await posting;
      await Promise.allSettled([board.withdraw()]);
    },
  };
}
