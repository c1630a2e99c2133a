import type { Peer, RoomEvent } from "./room.ts";
import { type Desk, dismiss, inRoom, keyOf, policyFor, rememberLeft } from "./socket-desk.ts";
import { type Frame, leaveRequestFrame, peerFrame } from "./socket-frames.ts";

/** Tells the sockets of a room what happened there. */
export function tellSockets(desk: Desk, event: RoomEvent): void {
  switch (event.type) {
    case "peerJoined":
      tellOthers(desk, event, peerFrame("on-peer-join", event.peer));
      return;
    case "peerLeft":
      sendAway(desk, event);
      tellOthers(desk, event, peerFrame("on-peer-leave", event.peer));
      return;
    case "peerChanged":
      tellChanged(desk, event);
      return;
    case "roomEnded":
      sendAllAway(desk, event);
      return;
    case "sessionOpened":
    case "sessionClosed":
      return;
  }
}

interface OfPeer {
  readonly roomId: string;
  readonly peer: Peer;
}

/** Whoever left by its own `leave` is no visitor any more. */
function sendAway(desk: Desk, { roomId, peer, message }: OfPeer & { readonly message: string }): void {
  const key = keyOf({ roomId, peerId: peer.peerId });
  rememberLeft(desk, key);
  dismiss(desk, key, leaveRequestFrame({ reason: message, roomEnds: false, requestedBy: null }));
}

function sendAllAway(
  desk: Desk,
  { roomId, reason }: { readonly roomId: string; readonly reason: string },
): void {
  const frame = leaveRequestFrame({ reason, roomEnds: true, requestedBy: null });
  for (const visitor of inRoom(desk, roomId)) dismiss(desk, keyOf(visitor), frame);
}

function tellChanged(desk: Desk, event: OfPeer): void {
  const { roomId, peer } = event;
  const frame = peerFrame("on-peer-update", peer);
  const visitor = desk.visitors.get(keyOf({ roomId, peerId: peer.peerId }));
  visitor?.socket.send(policyFor(desk, visitor));
  visitor?.socket.send(frame);
  tellOthers(desk, event, frame);
}

/** A role that is new to them comes with a policy that knows it. */
function tellOthers(desk: Desk, { roomId, peer }: OfPeer, frame: Frame): void {
  for (const visitor of inRoom(desk, roomId)) {
    if (visitor.peerId === peer.peerId) continue;
    if (!desk.roles.includes(peer.role)) visitor.socket.send(policyFor(desk, visitor));
    visitor.socket.send(frame);
  }
}
