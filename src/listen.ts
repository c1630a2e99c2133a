import type { RequestListener } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { createHangUp } from "./hang-up.ts";

export interface Listening {
  readonly port: number;
  /** Accepts no more and waits for the requests under way. */
  close(): Promise<void>;
}

interface ListenOptions {
  readonly port: number;
  readonly host: string;
  /** Answers what could not be read as a request, and hangs up. */
  readonly onClientError: (error: NodeJS.ErrnoException, socket: Socket) => void;
  readonly patience?: Patience;
}

/** How long a client may take, so that nobody can hold connections by being slow. */
interface Patience {
  readonly headersMs: number;
  /** Headers and body. */
  readonly requestMs: number;
  /** Without a byte in either direction, while an answer is under way. */
  readonly silenceMs: number;
  /** How often the first two are looked at. */
  readonly checkMs: number;
}

const PATIENCE: Patience = { headersMs: 10_000, requestMs: 20_000, silenceMs: 30_000, checkMs: 1000 };
/** Longer than the usual load balancer's 60 s, so that it is the one to hang up. */
const KEEP_ALIVE_MS = 65_000;

/** What Node would refuse without a body, a request without Host or with an expectation, comes to the app as well. */
export async function listen(
  app: RequestListener,
  { port, host, onClientError, patience = PATIENCE }: ListenOptions,
): Promise<Listening> {
  const { headersMs, requestMs, silenceMs, checkMs } = patience;
  const server = createServer({
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: checkMs,
    requireHostHeader: false,
  });
  const close = createHangUp(server);
  server.on("request", app);
  server.on("checkExpectation", (req, res) => server.emit("request", req, res));
  server.setTimeout(silenceMs);
  server.on("clientError", (error, socket) => onClientError(error, socket as Socket));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close };
}
