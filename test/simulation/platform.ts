import {
  type Payload,
  type PeerId,
  type Platform,
  PlatformError,
  type PlatformPeer,
  type RoomId,
} from "../../src/rooms/ports.ts";
import type { Conference, ConferencePeer } from "./conference.ts";
import type { Owner } from "./scheduler.ts";
import { latency, strike, type World } from "./world.ts";

export type SimPlatform = Platform;

/** A message that 100ms took, and whom it reached. */
export interface Told {
  readonly roomId: RoomId;
  readonly to: "room" | { readonly peerId: PeerId } | { readonly role: string };
  readonly payload: Payload;
  readonly recipients: readonly ConferencePeer[];
}

interface PlatformDeps {
  readonly world: World;
  readonly conference: Conference;
  readonly onTold: (told: Told) => void;
  /** A call is on its way, or over. */
  readonly onCall: (change: 1 | -1) => void;
}

/** `mayFail` is asked before and after what a call does; the process may die or stand still there. */
export type PlatformFor = (owner: Owner, mayFail: (operation: string) => void) => SimPlatform;

const TIMEOUT_MS = 5000;
/** 100ms hands a message on this long after the call left, or never; its answer may take longer. */
const ARRIVES_WITHIN_MS = 400;

type Verdict = { readonly error: PlatformError | null; readonly answerMs: number; readonly isTaken: boolean };

/** 100ms' API as one process sees it. */
export function createPlatformFor({ world, conference, onTold, onCall }: PlatformDeps): PlatformFor {
  const { scheduler, luck } = world;
  return (owner, mayFail) => {
    const call = <T>(name: string, take: () => T, verdict: () => Verdict) =>
      new Promise<T>((resolve, reject) => {
        onCall(1);
        let isOver = false;
        const over = (): void => {
          if (!isOver) onCall(-1);
          isOver = true;
        };
        const arrivesMs = isSlow(world) ? luck.between(20, ARRIVES_WITHIN_MS) : latency(world) * 2;
        scheduler.effect(arrivesMs, () => {
          mayFail("platform.call");
          if (!owner.isAlive()) {
            over();
            if (luck.chance(0.5)) return;
          }
          const { error, answerMs, isTaken } = verdict();
          if (world.isTracing) world.trace(`${owner.name} ${name}: ${error?.message ?? "taken"}`);
          const value = isTaken ? take() : null;
          over();
          mayFail("platform.call");
          scheduler.resume(answerMs, owner, () => {
            if (error === null) resolve(value as T);
            else reject(error);
          });
        });
      });
    const send = (roomId: RoomId, to: Told["to"], payload: Payload): Promise<void> => {
      const recipients = (): readonly ConferencePeer[] => reached(conference.connected(roomId), to);
      return call(
        `${roomId} send ${nameOf(to)} ${payload.message.slice(0, 80)}`,
        () => onTold({ roomId, to, payload, recipients: recipients() }),
        () => {
          if (!conference.isActive(roomId)) return refused(world, 404);
          const isGone = typeof to === "object" && "peerId" in to && recipients().length === 0;
          return isGone && world.weather.platform.refusesGone ? refused(world, 400) : verdictOf(world);
        },
      );
    };
    return {
      sendToPeer: (roomId, { peerId }, payload) => send(roomId, { peerId }, payload),
      sendToRole: (roomId, { role }, payload) => send(roomId, { role }, payload),
      sendToRoom: (roomId, payload) => send(roomId, "room", payload),
      removePeer: (roomId, { peerId }) => {
        const isThere = (): boolean => conference.connected(roomId).some((peer) => peer.peerId === peerId);
        return call(
          `${roomId} remove ${peerId}`,
          () => conference.leave(roomId, peerId, "peer kicked"),
          () => (isThere() ? verdictOf(world) : refused(world, 400)),
        );
      },
      listPeers: (roomId) =>
        call(
          `${roomId} peers`,
          () => (conference.isActive(roomId) ? conference.connected(roomId).map(listed) : null),
          () => verdictOf(world),
        ),
    };
  };
}

function reached(peers: readonly ConferencePeer[], to: Told["to"]): readonly ConferencePeer[] {
  if (to === "room") return peers;
  return peers.filter((peer) => ("peerId" in to ? peer.peerId === to.peerId : peer.role === to.role));
}

function listed({ peerId, userId, name, role, joinedAt }: ConferencePeer): PlatformPeer {
  return { peerId, userId, name, role, joinedAt };
}

function verdictOf(world: World): Verdict {
  const { luck, scheduler } = world;
  const { platform } = world.weather;
  const answerMs = isSlow(world) ? luck.between(20, 3000) : latency(world) * 2;
  if (world.platformDownUntilMs > scheduler.nowMs()) return failed(world, answerMs, 503);
  if (luck.chance(platform.error)) return failed(world, answerMs, 500);
  if (luck.chance(platform.throttled)) return throttled(world, answerMs);
  if (luck.chance(platform.refused)) return refused(world, 422);
  if (!luck.chance(platform.answerLost)) return { error: null, answerMs, isTaken: true };
  strike(world, "100ms takes a message and does not answer");
  const error = new PlatformError("timed out", { kind: "unavailable" });
  return { error, answerMs: luck.pick([answerMs, TIMEOUT_MS]), isTaken: true };
}

function isSlow(world: World): boolean {
  const slow = world.luck.chance(world.weather.platform.slow);
  if (slow) strike(world, "100ms is slow");
  return slow;
}

function failed(world: World, answerMs: number, status: number): Verdict {
  strike(world, `100ms answers ${status}`);
  return { error: new PlatformError(`${status}`, { kind: "unavailable", status }), answerMs, isTaken: false };
}

function throttled(world: World, answerMs: number): Verdict {
  const retryAfterMs = world.luck.pick([null, 100, 1000, 4000]);
  strike(world, "100ms answers 429");
  return {
    error: new PlatformError("429", { kind: "throttled", status: 429, retryAfterMs }),
    answerMs,
    isTaken: false,
  };
}

function refused(world: World, status: number): Verdict {
  const error = new PlatformError(`${status}`, { kind: "refused", status });
  return { error, answerMs: latency(world), isTaken: false };
}

function nameOf(to: Told["to"]): string {
  if (to === "room") return "all";
  return "peerId" in to ? to.peerId : `role ${to.role}`;
}
