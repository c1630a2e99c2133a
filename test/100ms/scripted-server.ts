import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Answer = (response: ServerResponse) => void;

/** A real HTTP server that records what it is sent and answers by a script: the last answer repeats. */
export async function startScriptedServer() {
  const received: Received[] = [];
  let script: readonly Answer[] = [answer(200, '{"message":"message sent"}')];
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { method = "", url = "", headers } = request;
    const next = script[Math.min(received.length, script.length - 1)];
    received.push({ method, url, headers, body });
    next?.(response);
  }
  const server = createServer((request, response) => void serve(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    received,
    answers(...answers: readonly Answer[]) {
      script = answers;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

export function answer(status: number, body = "{}", headers: Record<string, string> = {}): Answer {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
  };
}

export const hangUp: Answer = (response) => {
  response.socket?.destroy();
};
export const saysNothing: Answer = () => {};
export const stopsHalfway: Answer = (response) => {
  response.writeHead(200, { "content-length": "100" }).write("{");
};
