import { comparable } from "./instant.ts";
import { oncePer } from "./once-per.ts";
import type { ConnectedPeer, PeerId } from "./ports.ts";
import type { PeerFacts, PresenceFact } from "./presence-fact.ts";

/** A peer that is connected, or of which only a role change is known so far (`joinedAt` null). */
interface KnownPeer {
  readonly userId: string;
  readonly name: string;
  readonly sessionId: string;
  readonly type: string;
  readonly role: string;
  readonly roleAt: string;
  readonly joinedAt: string | null;
}

interface Departure {
  readonly sessionId: string;
  readonly at: string;
  /** Concluded from the peer list, which a later look at the list may take back; a webhook's word is final. */
  readonly inferred: boolean;
}

interface ClosedSession {
  readonly sessionId: string;
  readonly at: string;
}

/**
 * Who is in the room. Per peer the newest of join and leave wins, a closed session takes its peers with it for
 * ever, so any order and any number of copies of the same facts give the same connected peers.
 * Departures and closed sessions are remembered up to a limit; what is older than `forgottenAt` is not believed
 * any more and left to the peer list.
 */
export interface Presence {
  readonly peers: Readonly<Record<string, KnownPeer>>;
  readonly departed: Readonly<Record<string, Departure>>;
  readonly closed: readonly ClosedSession[];
  readonly forgottenAt: string;
}

const DEPARTURES_REMEMBERED = 64;
const CLOSED_SESSIONS_REMEMBERED = 16;
/** A peer list is no older than this, and our clock no further from that of 100ms. */
const LIST_DELAY_MS = 10_000;

export const NOBODY: Presence = { peers: {}, departed: {}, closed: [], forgottenAt: "" };

/** Folds one fact; returns the same object when the fact is known, outdated or too old. */
export function applyFact(presence: Presence, fact: PresenceFact): Presence {
  switch (fact.type) {
    case "peerJoined":
      return isOver(presence, fact.peer.sessionId, fact.joinedAt)
        ? presence
        : join(presence, fact.peer, fact.joinedAt);
    case "peerSeen":
      return isClosed(presence, fact.peer.sessionId) || isOfClosed(presence, fact)
        ? presence
        : see(presence, fact);
    case "peerLeft":
      return isOver(presence, fact.peer.sessionId, fact.leftAt)
        ? presence
        : depart(presence, fact.peer.peerId, {
            sessionId: fact.peer.sessionId,
            at: fact.leftAt,
            inferred: false,
          });
    case "peerMissing":
      return depart(presence, fact.peerId, {
        sessionId: recall(presence.peers, fact.peerId)?.sessionId ?? "",
        at: fact.asOf,
        inferred: true,
      });
    case "roleChanged":
      return isOver(presence, fact.peer.sessionId, fact.changedAt) ? presence : changeRole(presence, fact);
    case "sessionOpened":
      return presence;
    case "sessionClosed":
      return closeSession(presence, fact.sessionId, fact.closedAt);
  }
}

interface PresentPeer {
  readonly peerId: PeerId;
  readonly type: string;
  readonly peer: ConnectedPeer;
}

/** Peers in the order in which they joined. */
export const connectedPeers: (presence: Presence) => readonly PresentPeer[] = oncePer(({ peers }) =>
  Object.entries(peers)
    .flatMap(([peerId, { userId, name, role, joinedAt, sessionId, type }]) =>
      joinedAt === null
        ? []
        : [
            {
              at: comparable(joinedAt),
              present: { peerId: peerId as PeerId, type, peer: { userId, name, role, joinedAt, sessionId } },
            },
          ],
    )
    .sort((a, b) => order(a.at, b.at) || order(a.present.peerId, b.present.peerId))
    .map(({ present }) => present),
);

/** The fact is older than what presence remembers, so only the peer list can tell. */
export function isForgotten(presence: Presence, at: string): boolean {
  return comparable(at) <= presence.forgottenAt;
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function isClosed(presence: Presence, sessionId: string): boolean {
  return sessionId !== "" && presence.closed.some((session) => session.sessionId === sessionId);
}

// A list that was asked for just before a session closed may come just after, and tells no session.
function isOfClosed({ closed }: Presence, fact: PresenceFact & { type: "peerSeen" }): boolean {
  if (fact.peer.sessionId !== "") return false;
  return closed.some(
    ({ at }) =>
      comparable(fact.joinedAt) <= comparable(at) && Date.parse(fact.asOf) < Date.parse(at) + LIST_DELAY_MS,
  );
}

function isOver(presence: Presence, sessionId: string, at: string): boolean {
  return isClosed(presence, sessionId) || isForgotten(presence, at);
}

function join(presence: Presence, peer: PeerFacts, joinedAt: string): Presence {
  const departure = recall(presence.departed, peer.peerId);
  if (departure !== undefined && comparable(joinedAt) <= comparable(departure.at)) return presence;
  const known = recall(presence.peers, peer.peerId);
  if (known?.joinedAt != null) {
    const precedence = order(comparable(joinedAt), comparable(known.joinedAt));
    if (precedence < 0 || (precedence === 0 && isSameIdentity(known, peer))) return presence;
  }
  const role = newestRole(known, { role: peer.role, roleAt: joinedAt });
  const { [peer.peerId]: _, ...departed } = presence.departed;
  return {
    ...presence,
    departed,
    peers: { ...presence.peers, [peer.peerId]: { ...identity(peer), ...role, joinedAt } },
  };
}

// The list knows neither session nor kind of peer: of the same join, the webhook's word stands.
function see(presence: Presence, fact: PresenceFact & { type: "peerSeen" }): Presence {
  const known = recall(presence.peers, fact.peer.peerId);
  if (known?.joinedAt != null && comparable(fact.joinedAt) <= comparable(known.joinedAt)) return presence;
  const departure = recall(presence.departed, fact.peer.peerId);
  const isNewJoin = departure === undefined || comparable(fact.joinedAt) > comparable(departure.at);
  if (isNewJoin) return join(presence, fact.peer, fact.joinedAt);
  if (!departure.inferred || comparable(fact.asOf) <= comparable(departure.at)) return presence;
  const { [fact.peer.peerId]: _, ...departed } = presence.departed;
  return join({ ...presence, departed }, fact.peer, fact.joinedAt);
}

function depart(presence: Presence, peerId: PeerId, departure: Departure): Presence {
  const earlier = recall(presence.departed, peerId);
  if (earlier !== undefined && !isWeightier(departure, earlier)) return presence;
  const known = recall(presence.peers, peerId);
  const rejoined = known?.joinedAt != null && comparable(known.joinedAt) > comparable(departure.at);
  if (rejoined) return presence;
  const { [peerId]: _, ...others } = presence.peers;
  const roleIsNewer = known !== undefined && comparable(known.roleAt) > comparable(departure.at);
  const peers = roleIsNewer ? { ...others, [peerId]: { ...known, joinedAt: null } } : others;
  return forgetDepartures({ ...presence, peers, departed: { ...presence.departed, [peerId]: departure } });
}

function isWeightier(departure: Departure, earlier: Departure): boolean {
  if (departure.inferred !== earlier.inferred) return earlier.inferred;
  return comparable(departure.at) > comparable(earlier.at);
}

function changeRole(
  presence: Presence,
  { peer, changedAt }: PresenceFact & { type: "roleChanged" },
): Presence {
  const departure = recall(presence.departed, peer.peerId);
  if (departure !== undefined && comparable(changedAt) <= comparable(departure.at)) return presence;
  const known = recall(presence.peers, peer.peerId) ?? {
    ...identity(peer),
    joinedAt: null,
    role: peer.role,
    roleAt: changedAt,
  };
  const role = newestRole(known, { role: peer.role, roleAt: changedAt });
  if (
    recall(presence.peers, peer.peerId) === known &&
    role.roleAt === known.roleAt &&
    role.role === known.role
  )
    return presence;
  return { ...presence, peers: { ...presence.peers, [peer.peerId]: { ...known, ...role } } };
}

function closeSession(presence: Presence, sessionId: string, at: string): Presence {
  if (isClosed(presence, sessionId) || isForgotten(presence, at)) return presence;
  const belongs = (id: string, joinedAt: string | null) =>
    id === sessionId || (id === "" && joinedAt !== null && comparable(joinedAt) <= comparable(at));
  return forgetSessions({
    ...presence,
    peers: pick(presence.peers, (peer) => !belongs(peer.sessionId, peer.joinedAt)),
    departed: pick(presence.departed, (departure) => departure.sessionId !== sessionId),
    closed: [...presence.closed, { sessionId, at }],
  });
}

function identity({ userId, name, sessionId, type }: PeerFacts) {
  return { userId, name, sessionId, type };
}

function isSameIdentity(known: KnownPeer, peer: PeerFacts): boolean {
  const { userId, name, sessionId, type } = known;
  return userId === peer.userId && name === peer.name && sessionId === peer.sessionId && type === peer.type;
}

type RoleInForce = Pick<KnownPeer, "role" | "roleAt">;

// At the same nanosecond the greater name wins, so that the order of arrival never matters.
function newestRole(known: RoleInForce | undefined, given: RoleInForce): RoleInForce {
  if (known === undefined) return given;
  const precedence =
    order(comparable(given.roleAt), comparable(known.roleAt)) || order(given.role, known.role);
  return precedence > 0 ? given : { role: known.role, roleAt: known.roleAt };
}

function forgetDepartures(presence: Presence): Presence {
  const all = Object.entries(presence.departed);
  if (all.length <= DEPARTURES_REMEMBERED) return presence;
  const times = all.map(([peerId, { at }]) => ({ peerId, at: comparable(at) }));
  const oldest = times.reduce((a, b) => (b.at < a.at ? b : a));
  const { [oldest.peerId]: _, ...departed } = presence.departed;
  return { ...presence, departed, forgottenAt: later(presence.forgottenAt, oldest.at) };
}

function forgetSessions(presence: Presence): Presence {
  if (presence.closed.length <= CLOSED_SESSIONS_REMEMBERED) return presence;
  const [oldest, ...closed] = [...presence.closed].sort((a, b) => order(comparable(a.at), comparable(b.at)));
  if (oldest === undefined) return presence;
  return { ...presence, closed, forgottenAt: later(presence.forgottenAt, comparable(oldest.at)) };
}

// A client makes up its peer id: `constructor` must not find what every object has.
function recall<T>(record: Readonly<Record<string, T>>, peerId: PeerId): T | undefined {
  return Object.hasOwn(record, peerId) ? record[peerId] : undefined;
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}

function pick<T>(record: Readonly<Record<string, T>>, keep: (value: T) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => keep(value)));
}
