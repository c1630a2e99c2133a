import type { Server, ServerResponse } from "node:http";

/**
 * Closes a server although its clients keep their connections and go on asking: whoever is answered from now on is
 * told to come no more on this connection. Without that, a busy connection would keep the server open for ever.
 * To be created before the server's other listeners.
 */
export function createHangUp(server: Server): () => Promise<void> {
  const underWay = new Set<ServerResponse>();
  let isClosing = false;
  server.on("request", (_req, res) => {
    underWay.add(res);
    if (isClosing) endAfter(res);
    res.once("close", () => {
      underWay.delete(res);
      if (isClosing) setImmediate(() => server.closeIdleConnections());
    });
  });
  return () =>
    new Promise((resolve, reject) => {
      isClosing = true;
      server.close((error) => (error === undefined ? resolve() : reject(error)));
      for (const res of underWay) endAfter(res);
      server.closeIdleConnections();
    });
}

function endAfter(res: ServerResponse): void {
  if (!res.headersSent) res.setHeader("connection", "close");
}
