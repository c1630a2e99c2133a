import { rfc3339 } from "./instant.ts";
import { type Log, PlatformError } from "./ports.ts";

/** A time in which no webhook could be taken in; Unix times in ms. */
export interface Outage {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What all processes together know of the times in which webhooks could be taken in. */
export interface IntakeWatch {
  /**
   * Notes that they can be now. A silence of more than `silenceMs` before it was an outage: `settleMs` after its end it
   * is handed to one caller, and to another when that one has not had it forgotten within `holdMs`.
   */
  note(at: {
    readonly nowMs: number;
    readonly silenceMs: number;
    readonly settleMs: number;
    readonly holdMs: number;
  }): Promise<Outage | null>;
  /** The outage was dealt with. */
  forget(): Promise<void>;
  /** Nobody gets it before then. */
  hold(untilMs: number): Promise<void>;
}

/** 100ms' record of the webhooks that it could not deliver. Both throw PlatformError. */
export interface WebhookRecord {
  /** How many failed for good in that time. */
  countFailed(outage: Outage): Promise<number>;
  /** Has those sent again, marked as replays. */
  replayFailed(outage: Outage): Promise<void>;
}

interface MissedDeps {
  readonly watch: IntakeWatch;
  readonly platform: WebhookRecord;
  readonly nowMs: () => number;
  readonly every: (ms: number, task: () => void) => () => void;
  readonly log: Log;
}

/** A webhook that 100ms gave up when the outage began was sent first up to this long before; and clocks differ. */
const MARGIN_MS = 20_000;
const HOLD_MS = 60_000;
/** 100ms replays no longer stretch at once. */
const LONGEST_MS = 13 * 86_400_000;

/**
 * After an outage of more than `silenceMs` asks 100ms to send what it could not deliver then. Peer lists mend presence
 * as well (reconcile), but only webhooks tell of sessions and of who came and went meanwhile.
 */
export function startAskingForMissed(deps: MissedDeps, silenceMs: number): { stop(): Promise<void> } {
  let running: Promise<void> | null = null;
  const look = (): void => {
    running ??= lookOnce(deps, silenceMs).finally(() => (running = null));
  };
  const cancel = deps.every(Math.min(5000, silenceMs / 3), look);
  look();
  return {
    async stop() {
      cancel();
      await running;
    },
  };
}

async function lookOnce(deps: MissedDeps, silenceMs: number): Promise<void> {
  const { watch, nowMs, log } = deps;
  try {
    const outage = await watch.note({ nowMs: nowMs(), silenceMs, settleMs: silenceMs, holdMs: HOLD_MS });
    if (outage !== null) await ask(deps, outage);
  } catch (error) {
    log.debug({ err: error }, "could not note that webhooks can be taken in; Redis is away");
  }
}

async function ask({ watch, platform, nowMs, log }: MissedDeps, outage: Outage): Promise<void> {
  const { toMs } = outage;
  const fromMs = Math.max(outage.fromMs - MARGIN_MS, toMs - LONGEST_MS);
  const times = { from: rfc3339(fromMs), to: rfc3339(toMs) };
  try {
    const failed = await platform.countFailed({ fromMs, toMs });
    if (failed > 0) await platform.replayFailed({ fromMs, toMs });
    log.warn({ ...times, failed }, "webhooks could not be taken in; asked 100ms for those that failed");
    await watch.forget();
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    const waitMs = error.retryAfterMs ?? HOLD_MS;
    await watch.hold(nowMs() + waitMs);
    log.warn(
      { ...times, err: error, waitMs },
      "100ms did not replay the webhooks that failed; asking again later",
    );
  }
}
