import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { type Exchange, failure, type Reply, type Route } from "./http-exchange.ts";

const MAX_BODY_BYTES = 1024 * 1024;
const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "*, authorization",
  "access-control-allow-methods": "*",
  "access-control-max-age": "600",
};

export interface HttpServer {
  /** Such as `http://127.0.0.1:4100`. */
  readonly origin: string;
  /** Breaks open connections. */
  stop(): Promise<void>;
}

interface Service {
  readonly routes: readonly Route[];
  /** Of a connection to a WebSocket. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

export async function startHttpServer(
  { routes, upgrade }: Service,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<HttpServer> {
  const server = createServer((request, response) => void serve(routes, request, response));
  server.on("upgrade", upgrade);
  server.listen(port, host);
  await once(server, "listening");
  const address = server.address() as AddressInfo;
  const name = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return {
    origin: `http://${name}:${address.port}`,
    async stop() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function serve(
  routes: readonly Route[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const reply = await replyTo(routes, request).catch((error: unknown) => failure(500, String(error)));
  if (reply.kind === "hangUp") {
    response.socket?.resetAndDestroy();
    return;
  }
  const isEmpty = reply.status === 204 || reply.status === 304;
  response.writeHead(reply.status, { "content-type": "application/json", ...CORS, ...reply.headers });
  response.end(isEmpty ? undefined : JSON.stringify(reply.body ?? {}));
}

async function replyTo(routes: readonly Route[], request: IncomingMessage): Promise<Reply> {
  const { method = "GET", url = "/", headers } = request;
  if (!URL.canParse(url, "http://emulator")) return failure(400, "the address is malformed");
  const { pathname, searchParams: query } = new URL(url, "http://emulator");
  const body = await readBody(request);
  if (body === null) return failure(413, "the body is too large");
  if (method === "OPTIONS") return { kind: "answer", status: 204, body: null };
  for (const route of routes) {
    const params = route.method === method ? match(route.path, pathname) : null;
    if (params !== null) return route.handle({ params, query, headers, body } satisfies Exchange);
  }
  return failure(404, "not found");
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return bytes > MAX_BODY_BYTES ? null : Buffer.concat(chunks).toString("utf8");
}

function match(pattern: string, pathname: string): Record<string, string> | null {
  const wanted = pattern.split("/");
  const given = pathname.split("/");
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const text = given[index] ?? "";
    const isParam = part.startsWith(":") && text !== "";
    if (!isParam && part !== text) return null;
    if (isParam) params[part.slice(1)] = decode(text);
  }
  return params;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not percent-encoded: then it is meant as it stands.
    return text;
  }
}
