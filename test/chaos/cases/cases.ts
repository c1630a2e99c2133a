import type { ChaosCase } from "../chaos-case.ts";
import { botMoverKilled } from "./bots.ts";
import {
  behindReplica,
  behindReplicaThatCounts,
  handedOver,
  masterFrozen,
  masterKilled,
  slotMoved,
} from "./cluster.ts";
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

/** By number, against one Redis. */
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

const BEHIND_A_PROXY =
  "the fault is in a proxy before Redis, and servers of a Cluster name their own addresses";

/** Cases that make no sense against a Cluster. */
export const NOT_ON_A_CLUSTER: readonly { readonly no: number; readonly because: string }[] = [
  { no: lostReplies.no, because: BEHIND_A_PROXY },
  { no: lostWrites.no, because: `its fault is that of ${behindReplica.no}, made by hand` },
  { no: killedBeforeWaking.no, because: BEHIND_A_PROXY },
  { no: everyStep.no, because: BEHIND_A_PROXY },
  { no: botMoverKilled.no, because: BEHIND_A_PROXY },
];

const leftOut = new Set(NOT_ON_A_CLUSTER.map(({ no }) => no));

export const ONLY_ON_A_CLUSTER: readonly ChaosCase[] = [
  masterKilled,
  behindReplica,
  masterFrozen,
  handedOver,
  slotMoved,
  behindReplicaThatCounts,
];

/** Against a Cluster. What befalls the one Redis in a case befalls all servers at once there. */
export const CLUSTER_CASES: readonly ChaosCase[] = [
  ...CASES.filter(({ no }) => !leftOut.has(no)),
  ...ONLY_ON_A_CLUSTER,
];
