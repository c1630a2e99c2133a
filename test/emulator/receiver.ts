import { EventEmitter, once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

export interface Hook {
  readonly headers: IncomingHttpHeaders;
  readonly body: {
    readonly id: string;
    readonly type: string;
    readonly timestamp: string;
    readonly is_replay?: boolean;
    readonly data: Readonly<Record<string, unknown>>;
  };
}

/** A customer's webhook endpoint; `statusOf` decides the answers, 200 at first. */
export async function startReceiver() {
  const hooks: Hook[] = [];
  const arrivals = new EventEmitter();
  let statusOf: (hook: Hook) => number = () => 200;
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const hook = { headers: request.headers, body: (await json(request)) as Hook["body"] };
    hooks.push(hook);
    response.writeHead(statusOf(hook)).end();
    arrivals.emit("hook");
  }
  const server = createServer((request, response) => void serve(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/100ms`,
    hooks,
    types: () => hooks.map(({ body }) => body.type),
    async received(count: number) {
      while (hooks.length < count) await once(arrivals, "hook");
    },
    answers(next: (hook: Hook) => number) {
      statusOf = next;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
