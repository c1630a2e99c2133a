import type { PlayerId } from "../game/game.ts";
import type { ExecuteDeps } from "./execute.ts";
import { execute } from "./execute.ts";
import { comparable, rfc3339 } from "./instant.ts";
import { type PeerId, type Platform, PlatformError, type PlatformPeer, type RoomId } from "./ports.ts";
import type { Presence } from "./presence.ts";
import { connectedPeers } from "./presence.ts";
import type { PresenceFact } from "./presence-fact.ts";
import type { Reach } from "./reach.ts";
import { resync } from "./resync.ts";
import { type Reconciliation, UnavailableError } from "./rooms.ts";
import { currentSnapshot } from "./snapshot.ts";

interface ReconcileDeps extends ExecuteDeps {
  readonly platform: Platform;
  readonly reach: Reach;
}

export interface Reconciler {
  /** Compares the room with 100ms' list of peers now and mends what differs. */
  reconcile(roomId: RoomId): Promise<Reconciliation>;
  /** For a person whom nobody knows, at most once in a while for each; without one, for the room. Never fails. */
  reconcileUnknown(roomId: RoomId, player?: PlayerId): Promise<void>;
  /** Looks whether the room's store changed hands, as often as asked. Never fails. */
  followStore(roomId: RoomId): Promise<void>;
  /** In the background, at most once in a while per room. */
  reconcileSoon(roomId: RoomId): void;
}

/** A stranger with a token must not make us ask 100ms at every request. */
const PAUSE_MS = 2000;
/** A whole audience in one commit would keep the process from all other rooms. */
const MENDED_AT_ONCE = 100;

export function createReconciler(deps: ReconcileDeps): Reconciler {
  const askedAtMs = new Map<string, number>();
  const running = new Map<RoomId, Promise<Reconciliation>>();

  const reconcileOnce = (roomId: RoomId): Promise<Reconciliation> => {
    const current = running.get(roomId) ?? reconcileNow(deps, roomId).finally(() => running.delete(roomId));
    running.set(roomId, current);
    return current;
  };
  // The clock may have been set back since.
  const isOver = (atMs: number): boolean => Math.abs(deps.nowMs() - atMs) >= PAUSE_MS;
  const attempt = async (roomId: RoomId, player?: PlayerId): Promise<void> => {
    for (const [who, atMs] of askedAtMs) if (isOver(atMs)) askedAtMs.delete(who);
    const who = player === undefined ? roomId : `${roomId} ${player}`;
    if (askedAtMs.has(who) && !running.has(roomId)) return;
    for (const each of [roomId, who]) askedAtMs.set(each, deps.nowMs());
    try {
      await reconcileOnce(roomId);
    } catch (error) {
      deps.log.warn({ room: roomId, err: error }, "could not compare the room with 100ms");
    }
  };
  return {
    reconcile: reconcileOnce,
    reconcileUnknown: attempt,
    async followStore(roomId) {
      try {
        await followStore(deps, roomId);
      } catch (error) {
        deps.log.warn({ room: roomId, err: error }, "could not look whether the room's store changed hands");
      }
    },
    reconcileSoon: (roomId) => void attempt(roomId),
  };
}

/** Who was known to be there before it looked. */
async function followStore(deps: ReconcileDeps, roomId: RoomId): Promise<Presence> {
  const { version, state } = await currentSnapshot(deps, roomId);
  if (version > 0 && state.store !== (await deps.identity.current(roomId))) await resync(deps, roomId);
  return state.presence;
}

async function reconcileNow(deps: ReconcileDeps, roomId: RoomId): Promise<Reconciliation> {
  const before = await followStore(deps, roomId);
  const asOf = rfc3339(deps.nowMs());
  const listed = await deps.platform.listPeers(roomId).catch(asUnavailable);
  // "Not active" empties the table, so a single 404 from somewhere on the way must not do it: sending has to fail, too.
  if (listed === null && !deps.reach.isRefused(roomId)) return { joined: [], left: [] };
  const { presence } = (await currentSnapshot(deps, roomId)).state;
  const facts = differences({ before, now: presence }, listed ?? [], asOf);
  for (let from = 0; from < facts.length; from += MENDED_AT_ONCE)
    await mend(deps, roomId, facts.slice(from, from + MENDED_AT_ONCE));
  return {
    joined: facts.flatMap((fact) => (fact.type === "peerSeen" ? [fact.peer.peerId] : [])),
    left: facts.flatMap((fact) => (fact.type === "peerMissing" ? [fact.peerId] : [])),
  };
}

function asUnavailable(error: unknown): never {
  if (!(error instanceof PlatformError)) throw error;
  throw new UnavailableError("100ms does not tell who is in the room", { cause: error });
}

async function mend(deps: ReconcileDeps, roomId: RoomId, facts: readonly PresenceFact[]): Promise<void> {
  const happening = { kind: "facts", facts } as const;
  await execute(deps, { roomId, happening, id: null, rememberMs: 0, answer: () => ({ answer: "" }) });
  deps.log.info({ room: roomId, facts: facts.map(({ type }) => type) }, "mended presence from the peer list");
}

function differences(
  { before, now }: { readonly before: Presence; readonly now: Presence },
  listed: readonly PlatformPeer[],
  asOf: string,
): readonly PresenceFact[] {
  const connected = connectedPeers(now);
  const known = new Map(connected.map(({ peerId, type, peer }) => [peerId, { ...peer, type }]));
  const present = new Set<PeerId>(listed.map(({ peerId }) => peerId));
  // The list tells no session: it is the one of those who are still there, and is learnt from a late webhook else.
  // Who has left may have been of the session before, whose close is still to come and would take the others along.
  const sessions = connected.filter(({ peerId }) => present.has(peerId)).map(({ peer }) => peer.sessionId);
  const sessionId = sessions.findLast((id) => id !== "") ?? "";
  // Whoever came while the list was asked for may not be in it, whatever our clock says of when that was.
  const joinedBefore = new Map(connectedPeers(before).map(({ peerId, peer }) => [peerId, peer.joinedAt]));
  const isMissing = ({ peerId, peer: { joinedAt } }: (typeof connected)[number]): boolean =>
    !present.has(peerId) && joinedBefore.get(peerId) === joinedAt && comparable(joinedAt) <= comparable(asOf);
  // Those who left come last: who is there by another peer was never away.
  return [
    ...listed
      // A client makes up its peer id, and may take one that was somebody else's.
      .filter(({ peerId, userId }) => known.get(peerId)?.userId !== userId)
      .map(({ joinedAt, ...peer }): PresenceFact => {
        return { type: "peerSeen", peer: { ...peer, sessionId, type: "regular" }, joinedAt, asOf };
      }),
    ...listed.flatMap(({ peerId, userId, role }): PresenceFact[] => {
      const peer = known.get(peerId);
      if (peer?.userId !== userId || peer.role === role) return [];
      return [{ type: "roleChanged", peer: { ...peer, peerId, role }, changedAt: asOf }];
    }),
    ...connected.filter(isMissing).map(({ peerId }): PresenceFact => ({ type: "peerMissing", peerId, asOf })),
  ];
}
