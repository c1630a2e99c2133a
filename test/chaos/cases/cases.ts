import type { ChaosCase } from "../chaos-case.ts";
import { botMoverKilled } from "./bots.ts";
import { everyStep } from "./every-step.ts";
import { platformFails, throttledAndRefused } from "./platform.ts";
import { downDuringWebhook, downWhileIdle, frozen, killedUnderLoad } from "./redis-away.ts";
import { clientsKilled, lostReplies, lostWrites, outOfMemory, scriptsFlushed } from "./redis-trouble.ts";
import { tournamentKilled } from "./tournament.ts";
import { actionAgainstClock, stoppedUnderLoad } from "./turns.ts";
import {
  duplicateAfterRestart,
  replayAmongLive,
  replayWithNewIds,
  replayWithSameIds,
  twiceAtOnce,
} from "./webhooks-again.ts";
import { brokenBodies, downTooLong, leaveBeforeJoin, wrongSecret } from "./webhooks-astray.ts";
import { killedBeforeWaking, workerFrozen, workerKilled } from "./workers.ts";

/** By number. */
export const CASES: readonly ChaosCase[] = [
  twiceAtOnce,
  duplicateAfterRestart,
  leaveBeforeJoin,
  replayWithSameIds,
  replayWithNewIds,
  downTooLong,
  replayAmongLive,
  wrongSecret,
  brokenBodies,
  lostReplies,
  downDuringWebhook,
  killedUnderLoad,
  downWhileIdle,
  frozen,
  clientsKilled,
  outOfMemory,
  scriptsFlushed,
  lostWrites,
  killedBeforeWaking,
  workerKilled,
  workerFrozen,
  platformFails,
  throttledAndRefused,
  actionAgainstClock,
  stoppedUnderLoad,
  everyStep,
  tournamentKilled,
  botMoverKilled,
];
