import type { Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

const ANSWER = Symbol("answer");
/** With the last answer that was begun on it. */
type Asking = Socket & { [ANSWER]?: ServerResponse };

/**
 * Closes a server although its clients keep their connections and go on asking: whoever is answered from now on is
 * told to come no more on this connection. Without that, a busy connection would keep the server open for ever.
 * To be created before the server's other listeners. Answers are remembered by their connections: a set to which each
 * request is added for a moment leaves tables behind that keep requests alive when they are over.
 */
export function createHangUp(server: Server): () => Promise<void> {
  const sockets = new Set<Asking>();
  let isClosing = false;
  const endAfter = (res: ServerResponse): void => {
    if (!res.headersSent) res.setHeader("connection", "close");
    res.once("close", () => setImmediate(() => server.closeIdleConnections()));
  };
  server.on("connection", (socket: Asking) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  server.on("request", ({ socket }: { readonly socket: Asking }, res) => {
    socket[ANSWER] = res;
    if (isClosing) endAfter(res);
  });
  return () =>
    new Promise((resolve, reject) => {
      isClosing = true;
      server.close((error) => (error === undefined ? resolve() : reject(error)));
      for (const { [ANSWER]: res } of sockets) if (res?.closed === false) endAfter(res);
      server.closeIdleConnections();
    });
}
