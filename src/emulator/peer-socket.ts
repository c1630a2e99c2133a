import { type RawData, WebSocket } from "ws";
import type { FaultInjector } from "./faults.ts";
import type { Pauses } from "./pauses.ts";
import type { Frame } from "./socket-frames.ts";
import { readRequest, type SocketRequest } from "./socket-request.ts";

export interface PeerSocket {
  send(frame: Frame): void;
  /** Sends its last frame and hangs up if the client does not. */
  dismiss(frame: Frame): void;
  /** Breaks the connection without a word. */
  cut(): void;
  onRequest(listener: (request: SocketRequest) => void): void;
  onClose(listener: () => void): void;
}

interface PeerSocketDeps {
  readonly faults: FaultInjector;
  readonly pauses: Pauses;
  /** How long a client has to hang up by itself after its last message. */
  readonly lastWordMs: number;
}

/** One WebSocket of a peer. Faults may drop frames or hold them up; what follows a delayed one waits for it, as in TCP. */
export function createPeerSocket(
  { faults, pauses, lastWordMs }: PeerSocketDeps,
  socket: WebSocket,
  whose: { readonly roomId: string; readonly peerId: string },
): PeerSocket {
  const strike = (direction: "toPeer" | "fromPeer", method: string) =>
    faults.strikeSocket({ ...whose, direction, method });
  const toPeer = createPipe(pauses);
  const fromPeer = createPipe(pauses);
  async function hangUpLater(): Promise<void> {
    const isDue = await pauses.pause(lastWordMs);
    if (isDue && socket.readyState === WebSocket.OPEN) socket.close(1000);
  }

  function send({ method, body }: Frame): void {
    const { drop, delayMs } = strike("toPeer", method);
    if (!drop) toPeer(delayMs, () => socket.send(JSON.stringify(body), ignoreClosed));
  }

  return {
    send,
    dismiss(frame) {
      send(frame);
      toPeer(0, () => void hangUpLater());
    },
    cut: () => socket.terminate(),
    onRequest(listener) {
      socket.on("message", (data, isBinary) => {
        const request = isBinary ? null : readRequest(textOf(data));
        if (request === null) {
          socket.close(1008, "malformed");
          return;
        }
        const { drop, delayMs } = strike("fromPeer", request.method);
        if (!drop) fromPeer(delayMs, () => listener(request));
      });
    },
    onClose(listener) {
      socket.on("close", listener);
      // A broken connection: `close` follows.
      socket.on("error", () => socket.terminate());
    },
  };
}

/** Runs work in the order in which it was given, each piece so much later than the one before. */
function createPipe(pauses: Pauses) {
  let tail: Promise<boolean> | null = null;
  return (delayMs: number, work: () => void): void => {
    if (tail === null && delayMs === 0) {
      work();
      return;
    }
    const before = tail ?? Promise.resolve(true);
    const turn: Promise<boolean> = before.then(async (goesOn) => {
      const isDue = goesOn && (delayMs === 0 || (await pauses.pause(delayMs)));
      if (isDue) work();
      if (tail === turn) tail = null;
      return isDue;
    });
    tail = turn;
  };
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString("utf8");
  return Buffer.isBuffer(data) ? data.toString("utf8") : Buffer.from(data).toString("utf8");
}

/** A frame to a socket that has just closed is lost, as on any line. */
function ignoreClosed(): void {}
