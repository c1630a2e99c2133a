import type { Delivery } from "./coalesce.ts";
import { coalesce, isSpectatorsWelcome } from "./coalesce.ts";
import type { Lease } from "./lease.ts";
import { keepLease, LEASE_MS } from "./lease.ts";
import type { Meter } from "./meter.ts";
import type { Pace } from "./pace.ts";
import type { Patience } from "./patience.ts";
import type { Claim, Holding, Log, Outbox, OutboxEntry, Platform, RoomId } from "./ports.ts";
import { PlatformError } from "./ports.ts";
import type { Reach } from "./reach.ts";
import { removePeer } from "./remove-peer.ts";
import type { Tracing } from "./tracing.ts";

export interface DeliverDeps {
  readonly outbox: Outbox;
  readonly platform: Platform;
  readonly pace: Pace;
  readonly patience: Patience;
  readonly reach: Reach;
  /** Told when 100ms refused a message for good: somebody may have left unnoticed. */
  readonly onRefused: (roomId: RoomId) => void;
  /** True once the process is to end: drains end after the call that is under way. */
  readonly isStopping: () => boolean;
  readonly nowMs: () => number;
  readonly monotonicMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Repeats until the returned function is called. */
  readonly every: (ms: number, task: () => void) => () => void;
  readonly token: () => string;
  readonly tracing: Tracing;
  readonly meter: Pick<Meter, "delivered" | "buried" | "retried">;
  readonly log: Log;
}

/** done: nothing is left; held: another worker is at it; more: wake the lane again; waiting: 100ms takes nothing for this room now. */
export type Drained = "done" | "held" | "more" | "waiting";

// A hot room, or one that 100ms does not take messages for, must not keep a worker from others.
const DRAIN_MESSAGES = 50;
const DRAIN_MS = 2000;
// While nothing but spectators' welcomes is left, newer messages that others wait for are looked for this often.
const WELCOMES_MS = 250;
const BACKOFF_MS = [100, 200, 400, 800];

/**
 * Drains a room's outbox in order, one call at a time, under a lease. What fails is tried again in its place, so
 * that order holds; a crash between sending and acknowledging sends twice, and clients drop a `seq` they have.
 */
export async function deliver(deps: DeliverDeps, roomId: RoomId): Promise<Drained> {
  if (deps.patience.isWaiting(roomId)) return "waiting";
  if (deps.isStopping()) return "more";
  const holding: Holding = { roomId, token: deps.token(), leaseMs: LEASE_MS };
  const askedAtMs = deps.monotonicMs();
  const first = await deps.outbox.claim(holding, []);
  if (first.outcome !== "claimed") return first.outcome === "held" ? "held" : "done";
  const lease = keepLease(deps, holding, askedAtMs);
  try {
    return await drain(deps, roomId, lease, first);
  } finally {
    lease.stop();
  }
}

type Claimed = Claim & { readonly outcome: "claimed" };

async function drain(deps: DeliverDeps, roomId: RoomId, lease: Lease, first: Claimed): Promise<Drained> {
  const untilMs = deps.monotonicMs() + DRAIN_MS;
  let sent = 0;
  const isOver = (): boolean => deps.isStopping() || sent >= DRAIN_MESSAGES || deps.monotonicMs() >= untilMs;
  let claim: Claim = first;
  while (claim.outcome === "claimed") {
    const lookAgainAtMs = deps.monotonicMs() + WELCOMES_MS;
    const deliveries = coalesce(claim.entries, claim.covered);
    const welcomesFrom = deliveries.findLastIndex(({ entry }) => !isSpectatorsWelcome(entry)) + 1;
    let settled: readonly string[] = [];
    for (const [no, delivery] of deliveries.entries()) {
      if (isOver()) return await giveBack(deps, lease, "more");
      if (no > 0 && no >= welcomesFrom && deps.monotonicMs() >= lookAgainAtMs) break;
      const end = await send(deps, roomId, { lease, delivery, claim, untilMs });
      if (end === "lost") return "held";
      if (end === "late") return await giveBack(deps, lease, "waiting");
      sent += 1;
      if (end === "buried") continue;
      if (no === deliveries.length - 1) settled = settledBy(delivery);
      else if (!(await acknowledge(deps, lease, settledBy(delivery)))) return "held";
    }
    const askedAtMs = deps.monotonicMs();
    claim = await deps.outbox.claim(lease.holding, settled);
    lease.renewed(askedAtMs);
  }
  return claim.outcome === "held" ? "held" : "done";
}

function settledBy({ ids, covered }: Delivery): readonly string[] {
  return [...ids, ...covered];
}

async function acknowledge(deps: DeliverDeps, lease: Lease, ids: readonly string[]): Promise<boolean> {
  const askedAtMs = deps.monotonicMs();
  const isOurs = await deps.outbox.acknowledge(lease.holding, ids);
  if (isOurs) lease.renewed(askedAtMs);
  else lease.lost();
  return isOurs;
}

async function giveBack<End>({ outbox }: DeliverDeps, { holding }: Lease, end: End): Promise<End> {
  await outbox.release(holding);
  return end;
}

interface Sending {
  readonly lease: Lease;
  readonly delivery: Delivery;
  readonly claim: Claimed;
  readonly untilMs: number;
}

// sent: taken; buried: refused for good; late: 100ms does not take it within this drain; lost: the lease is another's.
async function send(
  deps: DeliverDeps,
  roomId: RoomId,
  sending: Sending,
): Promise<"sent" | "buried" | "late" | "lost"> {
  const { lease, delivery, claim, untilMs } = sending;
  for (let tries = 0; ; tries += 1) {
    if (!(await deps.pace.next(roomId))) return putOff(deps, roomId, null);
    if (!(await lease.isHeld())) return "lost";
    const failure = await tryOnce(deps, roomId, { lease, entry: delivery.entry, claim });
    if (failure === "lost" || failure === "sent") return failure;
    if (failure.kind === "refused") return await bury(deps, roomId, sending, failure);
    if (failure.kind === "throttled") deps.pace.throttled(roomId);
    const waitMs = failure.retryAfterMs ?? BACKOFF_MS[Math.min(tries, BACKOFF_MS.length - 1)] ?? 0;
    deps.meter.retried(failure.kind);
    deps.log.warn(
      { room: roomId, seq: delivery.entry.seq, status: failure.status, waitMs },
      "a message has to wait",
    );
    const isLate = deps.isStopping() || deps.monotonicMs() + waitMs > untilMs;
    // A room that was put off before is tried once at a time, so that it takes no worker from others.
    if (isLate || deps.patience.isInTrouble(roomId)) return putOff(deps, roomId, failure.retryAfterMs);
    await deps.sleep(waitMs);
    if (deps.isStopping()) return putOff(deps, roomId, null);
  }
}

function putOff({ patience }: DeliverDeps, roomId: RoomId, askedForMs: number | null): "late" {
  patience.wait(roomId, askedForMs);
  return "late";
}

interface Post {
  readonly lease: Lease;
  readonly entry: OutboxEntry;
  readonly claim: Claimed;
}

async function tryOnce(
  deps: DeliverDeps,
  roomId: RoomId,
  message: Post,
): Promise<"sent" | "lost" | PlatformError> {
  // The table's news for an empty room: a welcome awaits whoever comes, and the session may be over for 100ms.
  if (message.entry.topic === "table" && message.claim.peers.length === 0) return "sent";
  const { seq, topic, trace } = message.entry;
  const span = deps.tracing.below("send-message", trace);
  try {
    const isPosted = await post(deps.platform, roomId, message);
    span?.end({ room: roomId, seq, topic });
    if (!isPosted) return "lost";
  } catch (error) {
    span?.end({ room: roomId, seq, topic }, true);
    if (error instanceof PlatformError) return error;
    throw error;
  }
  deps.pace.accepted(roomId);
  deps.patience.clear(roomId);
  deps.reach.accepted(roomId);
  deps.meter.delivered(topic, deps.nowMs() - message.entry.atMs);
  return "sent";
}

// False when the lease was lost on the way.
async function post(platform: Platform, roomId: RoomId, message: Post): Promise<boolean> {
  const { topic, target, type, message: text } = message.entry;
  if (topic === "removal" && target.kind === "peer") {
    await removePeer(platform, roomId, { peerId: target.peerId, reason: text });
    return true;
  }
  const payload = { type, message: text };
  switch (target.kind) {
    case "room":
      await platform.sendToRoom(roomId, payload);
      return true;
    case "role":
      await platform.sendToRole(roomId, { role: target.role }, payload);
      return true;
    case "peer":
      return await sendToPeers(platform, roomId, message, ({ peerId }) => peerId === target.peerId);
    case "player":
      return await sendToPeers(platform, roomId, message, ({ userId }) => userId === target.player);
  }
}

// Nobody there: the message is dropped, because a welcome with the newest view awaits them when they return.
// A peer that 100ms refuses does not keep the message from the others of the same player. Between two of them the
// process may have stood still for longer than its lease, and another have told the later ones newer things.
async function sendToPeers(
  platform: Platform,
  roomId: RoomId,
  { lease, entry: { type, message }, claim }: Post,
  isMeant: (peer: Claimed["peers"][number]) => boolean,
): Promise<boolean> {
  const refusals: PlatformError[] = [];
  for (const { peerId } of claim.peers.filter(isMeant)) {
    if (!(await lease.isHeld())) return false;
    try {
      await platform.sendToPeer(roomId, { peerId }, { type, message });
    } catch (error) {
      if (!(error instanceof PlatformError) || error.kind !== "refused") throw error;
      refusals.push(error);
    }
  }
  if (refusals[0] !== undefined) throw refusals[0];
  return true;
}

async function bury(
  deps: DeliverDeps,
  roomId: RoomId,
  sending: Sending,
  failure: PlatformError,
): Promise<"buried" | "lost"> {
  const { lease, delivery } = sending;
  const dead = { entry: delivery.entry, reason: failure.message, atMs: deps.nowMs() };
  const askedAtMs = deps.monotonicMs();
  if (!(await deps.outbox.bury(lease.holding, delivery.ids, dead))) return "lost";
  lease.renewed(askedAtMs);
  deps.patience.clear(roomId);
  deps.reach.refused(roomId);
  deps.meter.buried(delivery.entry.topic);
  deps.log.error(
    { room: roomId, seq: delivery.entry.seq, status: failure.status },
    "100ms refused a message for good",
  );
  deps.onRefused(roomId);
  return "buried";
}
