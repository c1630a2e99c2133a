import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** What 100ms was asked to send, with its bearer. */
export interface Taken {
  readonly path: string;
  readonly token: string;
  readonly body: {
    readonly peer_id?: string;
    readonly role?: string;
    readonly type: string;
    readonly message: string;
  };
}

export interface MessageSink {
  /** For HMS_API_URL. */
  readonly apiUrl: string;
  readonly taken: readonly Taken[];
  close(): Promise<void>;
}

/** Of 100ms' API no more than send-message, over HTTP. */
export async function openMessageSink(): Promise<MessageSink> {
  const taken: Taken[] = [];
  const server = createServer((request, response) => {
    void take(request).then((one) => {
      if (one !== null) taken.push(one);
      response.writeHead(one === null ? 404 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify({ message: one === null ? "not found" : "message sent" }));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    apiUrl: `http://127.0.0.1:${port}/v2`,
    taken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function take(request: IncomingMessage): Promise<Taken | null> {
  const chunks = await request.toArray();
  const { url: path = "", method, headers } = request;
  if (method !== "POST" || !path.endsWith("/send-message")) return null;
  const body = JSON.parse(Buffer.concat(chunks as Buffer[]).toString()) as Taken["body"];
  return { path, token: headers.authorization ?? "", body };
}
