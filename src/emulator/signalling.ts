import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { admitPeer } from "./admit-peer.ts";
import { createPeerSocket } from "./peer-socket.ts";
import { createDesk, type Desk, isCut, keyOf, type SignallingDeps } from "./socket-desk.ts";
import { errorFrame } from "./socket-frames.ts";
import { tellSockets } from "./tell-sockets.ts";

const MAX_FRAME_BYTES = 1024 * 1024;

export interface Signalling {
  /** Serves the WebSocket that `/init` names. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Breaks a peer's socket and lets it not come back for so long. False when it has none. */
  cut(roomId: string, peerId: string, forMs: number): boolean;
  isCut(roomId: string, peerId: string): boolean;
  stop(): void;
}

/**
 * The socket that 100ms' browser SDK speaks to. Who is in a room is known to `rooms` alone: this brings peers there and
 * tells the sockets what happens, and a peer without a socket is a peer like any other.
 */
export function createSignalling(deps: SignallingDeps): Signalling {
  const desk = createDesk(deps);
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
  });
  deps.rooms.subscribe((event) => tellSockets(desk, event));
  return {
    upgrade: (request, socket, head) => void receive(desk, server, { request, socket, head }),
    cut(roomId, peerId, forMs) {
      const key = keyOf({ roomId, peerId });
      const visitor = desk.visitors.get(key);
      if (visitor === undefined) return false;
      desk.cutUntilMs.set(key, desk.now() + forMs);
      visitor.socket.cut();
      return true;
    },
    isCut: (roomId, peerId) => isCut(desk, keyOf({ roomId, peerId })),
    stop() {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}

interface Knock {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

async function receive(desk: Desk, server: WebSocketServer, knock: Knock): Promise<void> {
  const { request, socket, head } = knock;
  const breakOff = () => void socket.destroy();
  socket.on("error", breakOff);
  const url = URL.parse(request.url ?? "/", "http://emulator");
  if (url?.pathname !== "/ws") {
    socket.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n");
    return;
  }
  const peerId = url.searchParams.get("peer") ?? "";
  const reading = await desk.tokens.readAuthToken(url.searchParams.get("token"));
  const roomId = reading.ok ? reading.claims.roomId : "";
  if (isCut(desk, keyOf({ roomId, peerId }))) {
    breakOff();
    return;
  }
  socket.off("error", breakOff);
  server.handleUpgrade(request, socket, head, (webSocket) => {
    const peerSocket = createPeerSocket(desk, webSocket, { roomId, peerId });
    if (reading.ok) admitPeer(desk, { claims: reading.claims, roomId, peerId, socket: peerSocket });
    else peerSocket.dismiss(errorFrame(401, reading.fault));
  });
}
